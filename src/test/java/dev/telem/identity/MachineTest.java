package dev.telem.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.telem.privacy.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir Path folder;
  private Path idFile;
  private Machine machine;

  @BeforeEach
  void nameTheFiles() {
    idFile = folder.resolve("state/machine-id");
    machine = new Machine(idFile, folder.resolve("state/keys"), new Ids());
  }

  @Test
  void askingForTheIdMakesNothing() throws IOException {
    assertThat(machine.id()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theIdStaysAndIsTheOwnersAlone() throws IOException {
    SafeText id = machine.idOrNew();

    assertThat(machine.idOrNew()).isEqualTo(id);
    assertThat(machine.id()).contains(id);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(idFile)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
        .isEqualTo("rwx------");
    assertThat(folder.resolve("state")).isDirectoryContaining("glob:**machine-id");
    try (var files = Files.list(folder.resolve("state"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void manyFirstRunsAgreeOnOneId() throws Exception {
    Set<SafeText> ids = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      threads.invokeAll(
          IntStream.range(0, 64)
              .<Callable<Boolean>>mapToObj(
                  number ->
                      () ->
                          ids.add(new Machine(idFile, folder.resolve("keys"), new Ids()).idOrNew()))
              .toList());
    }

    assertThat(ids).hasSize(1);
  }

  @Test
  void aDamagedIdIsReplaced() throws IOException {
    Files.createDirectories(idFile.getParent());
    Files.writeString(idFile, "hunter2\n");

    assertThat(machine.idOrNew().value()).hasSize(36).isNotEqualTo("hunter2");
  }

  @Test
  void aResetMakesANewIdAndANewKey() throws IOException {
    SafeText id = machine.idOrNew();
    byte[] key = machine.key();

    assertThat(machine.reset()).isNotEqualTo(id);
    assertThat(machine.id()).isPresent().isNotEqualTo(java.util.Optional.of(id));
    assertThat(machine.key()).hasSize(32).isNotEqualTo(key);
  }

  @Test
  void aRunInCiHasAnIdThatIsNeverStored() throws IOException {
    assertThat(machine.ciId().value()).startsWith("ci-").isNotEqualTo(machine.ciId().value());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aKeyThatIsNoneIsAnErrorAndNotAWeakKey() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/keys"), "\n");

    assertThatThrownBy(() -> machine.key()).isInstanceOf(IOException.class);
  }
}
