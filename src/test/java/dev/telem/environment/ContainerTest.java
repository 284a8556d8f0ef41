package dev.telem.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {
  private static final String PODMAN_MARKER = "/run/.containerenv";
  private static final String DOCKER_MARKER = "/.dockerenv";

  @Test
  void aClusterIsKubernetesWhateverRunsItsContainersAndNeedsNoFile() {
    FakeDisk disk = new FakeDisk(DOCKER_MARKER, PODMAN_MARKER);

    assertThat(
            Container.around(
                Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "container", "podman"), disk))
        .contains("kubernetes");
    assertThat(disk.asked()).isEmpty();
  }

  @Test
  void anEmptyClusterAddressIsNoCluster() {
    assertThat(Container.around(Map.of("KUBERNETES_SERVICE_HOST", ""), new FakeDisk())).isEmpty();
  }

  @Test
  void aMarkerFileNamesItsContainer() {
    assertThat(Container.around(Map.of(), new FakeDisk(PODMAN_MARKER))).contains("podman");
    assertThat(Container.around(Map.of(), new FakeDisk(DOCKER_MARKER))).contains("docker");
  }

  @Test
  void aMarkerFileOutweighsTheVariableThatAnImageCarries() {
    assertThat(Container.around(Map.of("container", "docker"), new FakeDisk(PODMAN_MARKER)))
        .contains("podman");
    assertThat(Container.around(Map.of("container", "oci"), new FakeDisk(DOCKER_MARKER)))
        .contains("docker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"podman", "docker"})
  void theVariableSpeaksWhereNoFileDoes(String container) {
    assertThat(Container.around(Map.of("container", container), new FakeDisk()))
        .contains(container);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "oci", "lxc", "flatpak", "systemd-nspawn", "acme-box"})
  void aContainerOfAnotherKindIsNotNamed(String container) {
    assertThat(Container.around(Map.of("container", container), new FakeDisk())).isEmpty();
  }

  @Test
  void twoFilesAreLookedForAtMost() {
    FakeDisk disk = new FakeDisk();

    assertThat(Container.around(Map.of(), disk)).isEmpty();
    assertThat(disk.asked()).containsExactly(PODMAN_MARKER, DOCKER_MARKER);
  }

  @Test
  void theDiskIsAskedForTheFileItself(@TempDir Path folder) throws IOException {
    Path marker = Files.createFile(folder.resolve(".dockerenv"));
    FileProbe disk = FileProbe.onDisk();

    assertThat(disk.exists(marker.toString())).isTrue();
    assertThat(disk.exists(folder.resolve("absent").toString())).isFalse();
  }
}
