package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.telem.endtoend.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code scripts/package}: what people download, unpacked, installed and removed. */
@ExtendWith(Worlds.class)
final class PackageIT {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path LISTING = Path.of("target/image/listing/bin/telem").toAbsolutePath();

  /** Where dpkg installs into, with the least that it needs to work. */
  private static final String SCRATCH_ROOT =
      """
      set -e
      export PATH=/usr/local/sbin:/usr/sbin:/sbin:$PATH
      mkdir -p root/var/lib/dpkg/updates root/var/lib/dpkg/info
      [ -e root/var/lib/dpkg/status ] || : > root/var/lib/dpkg/status
      dpkg() { command dpkg --root="$PWD/root" --log=/dev/null --force-depends "$@"; }
      """;

  /** What lies in the folder before. */
  private static final List<String> OTHERS =
      List.of("telem-0.0.9-linux-x64.tar.gz", "telem_0.0.9_amd64.deb", "telem-notes");

  @SuppressWarnings("NullAway.Init") // before all tests
  private static Program maker;

  private static Path made;
  private static Path madeOfACopy;

  /** Made twice at the same time: once of a copy elsewhere, with other times and modes. */
  @BeforeAll
  static void makeThePackages() throws IOException {
    maker = new Program(Files.createTempDirectory("telem-packages").toRealPath());
    made = maker.home().resolve("one");
    madeOfACopy = maker.home().resolve("another");
    Result result =
        maker
            .with("ROOT", ROOT.toString())
            .with("SOURCE_DATE_EPOCH", "1700000000")
            .shell(
                """
                mkdir "$HOME/one" && cd "$HOME/one"
                echo old | tee OTHERS > /dev/null
                cd && "$ROOT/scripts/package" --as-built "$HOME/one" &
                umask 077
                cp -R "$ROOT/target/telem" "$HOME/copy" &&
                TELEM_IMAGE=$HOME/copy "$ROOT/scripts/package" --as-built "$HOME/another" &&
                rm -r "$HOME/copy" && wait $!
                """
                    .replace("OTHERS", String.join(" ", OTHERS)));
    assertThat(result.code()).as(result.toString()).isZero();
  }

  @AfterAll
  static void removeThem() throws IOException {
    maker.close();
  }

  @Test
  void theSameImageGivesTheSameBytes() throws IOException {
    String sums = Files.readString(made.resolve("SHA256SUMS"));
    assertThat(sums).contains(".tar.gz");
    assertThat(Files.readString(madeOfACopy.resolve("SHA256SUMS"))).isEqualTo(sums);
  }

  @Test
  void whatOthersLeftInTheFolderStays() {
    for (String other : OTHERS) {
      assertThat(made.resolve(other)).content().isEqualTo("old\n");
    }
  }

  @Test
  void anImageOfUncommittedFilesIsPackagedWithAWarning(Program program) {
    program.with("ROOT", ROOT.toString()).with("SOURCE_DATE_EPOCH", "1700000000");
    for (String revision : List.of("0123456789", "0123456789-dirty")) {
      Result result =
          program.shell(
              """
              mkdir -p bin image/lib/telem && echo REVISION > image/lib/telem/build
              printf '#!/bin/sh\nexit 1\n' > bin/tar && chmod +x bin/tar
              PATH=$PWD/bin:$PATH TELEM_IMAGE=$PWD/image "$ROOT/scripts/package" --as-built "$PWD/out"
              """
                  .replace("REVISION", revision));
      assertThat(result.err().contains("do not publish it"))
          .as(result.err())
          .isEqualTo(revision.endsWith("-dirty"));
    }
  }

  @Test
  void theSumsAreThoseOfThePackages(Program program) {
    assertThat(program.in(made).shell("sha256sum --strict -c SHA256SUMS").code()).isZero();
    assertThat(program.shell("wc -l < SHA256SUMS").out().strip())
        .isEqualTo(Files.exists(deb()) ? "2" : "1");
  }

  @Test
  void theArchiveRunsWhereverItIsUnpacked(Program program) throws IOException {
    Path folder = unpacked(program);
    Path telem = folder.resolve("bin/telem");
    assertThat(program.command(List.of(telem.toString(), "run", "--", "sh", "-c", "exit 7")).code())
        .isEqualTo(7);
    assertThat(program.events()).hasSize(2);
    assertThat(program.command(List.of(telem.toString(), "--version")))
        .isEqualTo(program.telem("--version"));
    assertThat(program.command(List.of(telem.toString(), "status")).code()).isZero();
    assertThat(folder)
        .isDirectoryContaining("glob:**/README.md")
        .isDirectoryContaining("glob:**/LICENSE")
        .isDirectoryContaining("glob:**/CHANGELOG.md");
    assertThat(folder.resolve("share/bash-completion/completions/telem")).isNotEmptyFile();
    assertThat(folder.resolve("share/zsh/site-functions/_telem")).isNotEmptyFile();
    assertThat(folder.resolve("share/fish/vendor_completions.d/telem.fish")).isNotEmptyFile();
    assertThat(folder.resolve("lib/telem/built")).doesNotExist();
  }

  /** A cache that does not fit its runtime is passed over in silence, and every start is slow. */
  @Test
  void itsCachesFitWhereItIsUnpacked(Program program) throws IOException {
    Path listing = unpacked(program).resolve("bin/telem-listing");
    Files.copy(LISTING, listing);
    program.with("TELEM_LISTING", program.home() + "/classes");
    for (String words : List.of("run -- true", "run --level local -- true", "status", "log tail")) {
      for (int times = 0; times < 2; times++) {
        assertThat(program.shell(listing + " " + words).code()).isZero();
      }
      assertThat(Files.readAllLines(program.home().resolve("classes")))
          .as(words)
          .hasSizeGreaterThan(500)
          .allMatch(line -> line.contains("source: shared objects file"));
    }
  }

  @Test
  void whatItLinksIsInItOrInTheCLibrary(Program program) throws IOException {
    unpacked(program);
    Result result =
        program.shell(
            "cd unpacked && LD_LIBRARY_PATH=$PWD/lib/server ldd bin/telem lib/*.so lib/server/*.so"
                + " | grep -v ':$' | grep -v 'linux-vdso\\|statically linked'");
    assertThat(result.out().lines())
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches("\\s*/lib\\S*/ld-linux\\S* .*")
                    || line.matches("\\s*lib(c|m|dl|pthread|rt)\\.so\\.\\d => /lib.*")
                    || line.contains("/unpacked/"));
  }

  @Test
  void theDebianPackageIsInstalledAndNothingIsLeftOfIt(Program program) throws IOException {
    needsDeb();
    assumeTrue(
        program.shell("id -u").out().strip().equals("0"), "dpkg installs for the root user only");
    Result installed = program.shell(SCRATCH_ROOT + "dpkg --install " + deb());
    assertThat(installed.code()).as(installed.toString()).isZero();
    Path root = program.directory().resolve("root");
    String telem = root.resolve("usr/bin/telem").toString();
    assertThat(program.command(List.of(telem, "--version"))).isEqualTo(program.telem("--version"));
    assertThat(program.command(List.of(telem, "run", "--", "false")).code()).isEqualTo(1);
    assertThat(program.shell(SCRATCH_ROOT + "dpkg --verify telem"))
        .isEqualTo(new Result(0, "", ""));
    Result removed = program.shell(SCRATCH_ROOT + "dpkg --purge telem");
    assertThat(removed.code()).as(removed.toString()).isZero();
    try (Stream<Path> left = Files.walk(root)) {
      assertThat(left.map(path -> root.relativize(path).toString()))
          .allMatch(path -> path.isEmpty() || path.matches("var|var/lib|var/lib/dpkg.*"));
    }
  }

  @Test
  void itsManualAndCompletionAreWhereDebianLooks(Program program) {
    needsDeb();
    assertThat(program.shell("dpkg-deb -x " + deb() + " there").code()).isZero();
    Path share = program.directory().resolve("there/usr/share");
    for (String command : Manuals.commands(program)) {
      String page = ("telem " + command).strip().replace(' ', '-') + ".1.gz";
      assertThat(share.resolve("man/man1").resolve(page)).isNotEmptyFile();
    }
    assertThat(share.resolve("bash-completion/completions/telem")).isNotEmptyFile();
    assertThat(share.resolve("zsh/vendor-completions/_telem")).isNotEmptyFile();
    assertThat(share.resolve("fish/vendor_completions.d/telem.fish")).isNotEmptyFile();
    assertThat(share.resolve("doc/telem/copyright")).isNotEmptyFile();
    assertThat(share.resolve("doc/telem/changelog.gz")).isNotEmptyFile();
    SideBySide.needs("man");
    assertThat(program.shell("man -M there/usr/share/man -P cat telem-run").out())
        .contains("TELEM-RUN(1)", "EXIT STATUS");
  }

  @Test
  void theDebianPackageIsAsDebianWantsIt(Program program) {
    needsDeb();
    assertThat(program.shell("dpkg-deb -f " + deb() + " Version Depends").out())
        .contains("Version: " + version(program))
        .containsPattern("Depends: libc6 \\(>= 2\\.\\d+\\)");
    SideBySide.needs("lintian");
    Result lint = program.shell("lintian --allow-root --fail-on error,warning " + deb());
    assertThat(lint.code()).as(lint.toString()).isZero();
  }

  private static void needsDeb() {
    SideBySide.needs("dpkg-deb");
  }

  private static Path deb() {
    return single(".deb");
  }

  private static Path single(String end) {
    try (Stream<Path> files = Files.list(made)) {
      return files
          .filter(file -> file.toString().endsWith(end))
          .filter(file -> !OTHERS.contains(file.getFileName().toString()))
          .findFirst()
          .orElse(made.resolve("none" + end));
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  private static Path unpacked(Program program) throws IOException {
    Path there = Files.createDirectory(program.directory().resolve("unpacked"));
    Result result =
        program.shell(
            "tar --touch -xzf " + single(".tar.gz") + " -C unpacked --strip-components=1");
    assertThat(result.code()).as(result.toString()).isZero();
    return there;
  }

  private static String version(Program program) {
    return program.telem("--version").out().split(" ", 3)[1];
  }
}
