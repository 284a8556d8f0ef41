package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoriesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Linux|HOME=/h|/h/.config/telem/config.json|/h/.local/state/telem",
        "FreeBSD|HOME=/h|/h/.config/telem/config.json|/h/.local/state/telem",
        "Linux||/user/.config/telem/config.json|/user/.local/state/telem",
        "Linux|HOME=|/user/.config/telem/config.json|/user/.local/state/telem",
        "Linux|HOME=h|/user/.config/telem/config.json|/user/.local/state/telem",
        "Linux|HOME=/h;XDG_CONFIG_HOME=/c;XDG_STATE_HOME=/s|/c/telem/config.json|/s/telem",
        "Linux|HOME=/h;XDG_CONFIG_HOME=c;XDG_STATE_HOME=./s|/h/.config/telem/config.json|/h/.local/state/telem",
        "Linux|HOME=/h;XDG_CONFIG_HOME=;XDG_STATE_HOME="
            + " |/h/.config/telem/config.json|/h/.local/state/telem",
        "Linux|HOME=/h;XDG_STATE_HOME=/s;TELEMETRY_HOME=/t|/t/config.json|/t",
        "Linux|HOME=/h;TELEMETRY_HOME= |/h/.config/telem/config.json|/h/.local/state/telem",
        "Linux|HOME=/h;APPDATA=/a|/h/.config/telem/config.json|/h/.local/state/telem",
        "Mac OS X|HOME=/h|/h/Library/Application Support/telem/config.json|/h/Library/Application"
            + " Support/telem",
        "Mac OS X|HOME=/h;XDG_STATE_HOME=/s|/h/Library/Application"
            + " Support/telem/config.json|/s/telem",
        "Windows 11|HOME=/h|/user/AppData/Roaming/telem/config.json|/user/AppData/Local/telem",
        "Windows 11|APPDATA=/a;LOCALAPPDATA=/l;XDG_CONFIG_HOME=/c|/a/telem/config.json|/l/telem",
        "Windows 11|APPDATA=/a;TELEMETRY_HOME=/t|/t/config.json|/t",
      })
  void surroundingsNameTheFolders(String os, String environment, String config, String state) {
    Directories directories = Directories.of(variables(environment), os, "/user");
    assertThat(directories.configFile()).isEqualTo(Path.of(config));
    assertThat(directories.state()).isEqualTo(Path.of(state));
    assertThat(directories.problems()).isEmpty();
  }

  @Test
  void theStateHoldsEverythingThatIsWritten() {
    Directories directories = Directories.of(Map.of("TELEMETRY_HOME", "/t"), "Linux", "/user");
    assertThat(
            List.of(
                directories.machineId(),
                directories.keys(),
                directories.notice(),
                directories.spool(),
                directories.runs(),
                directories.projects(),
                directories.eventLog(),
                directories.receipts(),
                directories.troubles()))
        .extracting(Path::toString)
        .containsExactly(
            "/t/machine-id",
            "/t/keys",
            "/t/notice.json",
            "/t/spool",
            "/t/runs",
            "/t/projects",
            "/t/events.jsonl",
            "/t/delivery.jsonl",
            "/t/troubles.jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Linux|HOME=/h|/h/.local/share/telem/profiles",
        "Linux|HOME=/h;XDG_DATA_HOME=/d|/d/telem/profiles",
        "Linux|HOME=/h;XDG_DATA_HOME=/d;TELEMETRY_HOME=/t|/t/profiles",
        "Mac OS X|HOME=/h|/h/Library/Application Support/telem/profiles",
      })
  void aPersonsProfilesStandBeforeThoseOfTheMachine(String os, String environment, String own) {
    assertThat(Directories.of(variables(environment), os, "/user").profileFolders())
        .extracting(Path::toString)
        .containsExactly(own, "/usr/local/share/telem/profiles", "/usr/share/telem/profiles");
  }

  @Test
  void noVariableMovesThePolicy() {
    Map<String, String> environment = new HashMap<>();
    for (String name : List.of("HOME", "TELEMETRY_HOME", "XDG_CONFIG_HOME", "ProgramData")) {
      environment.put(name, "/elsewhere");
    }
    assertThat(Directories.of(environment, "Linux", "/user").policyFile())
        .isEqualTo(Path.of("/etc/telem/policy.json"));
    assertThat(Directories.of(environment, "Windows 11", "/user").policyFile())
        .hasToString("C:\\ProgramData\\telem\\policy.json");
  }

  @Test
  void aRelativeHomeOfTelemIsPassedOverAndReported() {
    Directories directories =
        Directories.of(Map.of("HOME", "/h", "TELEMETRY_HOME", "t"), "Linux", "/user");
    assertThat(directories.state()).isEqualTo(Path.of("/h/.local/state/telem"));
    assertThat(directories.problems())
        .extracting(Problem::toString)
        .containsExactly("TELEMETRY_HOME: expected an absolute path; the usual folders are used");
  }

  @ParameterizedTest
  @CsvSource({"?", "''", "relative"})
  void withoutAnyHomeNothingCanBeWrittenAnywhere(String userHome) {
    Directories directories = Directories.of(Map.of(), "Linux", userHome);
    assertThat(directories.state().toString()).startsWith("/dev/null/");
    assertThat(directories.state().toFile().mkdirs()).isFalse();
    assertThat(directories.problems()).hasSize(1);
  }

  @Test
  void aPathThatIsNoneIsNoException() {
    Directories directories =
        Directories.of(Map.of("HOME", "/h\0", "XDG_STATE_HOME", "/s\0"), "Linux", "/user");
    assertThat(directories.state()).isEqualTo(Path.of("/user/.local/state/telem"));
    assertThat(directories.resolve("a\0b", Path.of("/"))).isNull();
  }

  @Test
  void writtenPathsAreAbsoluteBelowHomeOrBesideTheConfiguration() {
    Directories directories = Directories.of(Map.of("HOME", "/h"), "Linux", "/user");
    assertThat(directories.beside("/a/b")).isEqualTo(Path.of("/a/b"));
    assertThat(directories.beside("~/a")).isEqualTo(Path.of("/h/a"));
    assertThat(directories.beside("a")).isEqualTo(Path.of("/h/.config/telem/a"));
    assertThat(directories.resolve("a", null)).isNull();
  }

  private static Map<String, String> variables(String written) {
    Map<String, String> variables = new HashMap<>();
    if (written != null) {
      for (String variable : written.split(";", -1)) {
        int equals = variable.indexOf('=');
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return variables;
  }
}
