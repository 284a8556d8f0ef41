package dev.telem.endtoend;

import static dev.telem.endtoend.ProfileIT.saved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise: nothing is sent to where a profile says before a person at a terminal has seen a
 * notice of it, or has decided (spec consent.md, "Notice").
 */
@ExtendWith(Worlds.class)
final class NoticeIT {
  private static final String NOTICE = "usage telemetry of mytool";

  @Test
  void theFirstRunAtATerminalShowsItAndLeavesNoOtherTrace(Program program, Receiver receiver) {
    asking(program, receiver, "");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W sh -c 'echo \"$TELEMETRY_EVENTS,$TELEMETRY_EXECUTION_ID,\"; exit 7'");
      terminal.awaitScreen("ended-7");
      terminal.awaitScreen(NOTICE);
      terminal.awaitScreen("/dev/null,,");
      terminal.awaitScreen("    http://localhost:" + receiver.port() + "\r\n");
      terminal.awaitScreen("MYTOOL_TELEMETRY=0");
      assertThat(below(program)).containsExactly("notice.json");
      assertThat(receiver.requests()).isEmpty();

      run(terminal, "$W sh -c 'exit 8'");
      terminal.awaitScreen("ended-8");
      await().untilAsserted(() -> assertThat(receiver.eventIds()).hasSize(2));
      assertThat(terminal.count(NOTICE)).isEqualTo(1);
      assertThat(program.events()).hasSize(2);
    }
  }

  @Test
  void whatTheFirstRunRunsIsNotRecordedEither(Program program, Receiver receiver) {
    asking(program, receiver, "");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W sh -c '$W true; $W true; exit 7'");
      terminal.awaitScreen("ended-7");
      assertThat(terminal.count(NOTICE)).isEqualTo(1);
      assertThat(below(program)).containsExactly("notice.json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TELEMETRY=1 $W true", "$TELEM run --level on -- true", "$TELEM enable; $W true"})
  void whoAskedForSendingSeesItFirstAllTheSame(String line, Program program, Receiver receiver) {
    asking(program, receiver, "");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, line);
      terminal.awaitScreen("ended-0");
      terminal.awaitScreen(NOTICE);
      assertThat(program.log()).doesNotExist();
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DO_NOT_TRACK=1 $W true",
        "TELEMETRY=0 $W true",
        "MYTOOL_TELEMETRY=off $W true",
        "TELEMETRY=local $W true",
        "$TELEM run --level local -- true",
        "$TELEM disable; $W true",
        "CI=1 $W true",
        "GITLAB_CI=true $W true",
        "$W true 2>/dev/null",
        "$W true 2>&1 | cat",
        "$TELEM preview -- true",
        "$TELEM status",
        "$TELEM doctor",
        "$TELEM flush",
        "$TELEM run --endpoint $OWN -- true",
      })
  void nobodyIsShownItWhoSaidNoOrWouldNotSeeItOrNamedTheReceiver(
      String line, Program program, Receiver receiver) {
    asking(program, receiver, "");
    program.with("OWN", receiver.url());
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, line);
      terminal.awaitScreen("ended-");
      assertThat(terminal.count(NOTICE)).isZero();
      assertThat(program.state().resolve("notice.json")).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'','',0", // a pipe, before anybody saw it
    "TELEMETRY=1,'',1",
    "CI=1,'',0",
    "CI=1,'\"ci\": true,',1",
    "'','\"ci\": true,',0",
    "CI=1 TELEMETRY=1,'',1",
  })
  void whereNobodySeesItOnlyADecisionOrTheProfileInCiOpensASocket(
      String variables, String ci, int requests, Program program, Receiver receiver) {
    SideBySide.needs("strace");
    asking(program, receiver, ci).with("TELEMETRY_FLUSH", "wait");
    Path trace = program.home().resolve("trace");
    Result result =
        program.shell(
            variables + " strace -f -qq -e trace=connect -o " + trace + " $TELEM run -- echo out");

    assertThat(result).isEqualTo(new Result(0, "out\n", ""));
    assertThat(receiver.requests()).hasSize(requests);
    assertThat(Program.lines(trace).stream().filter(line -> line.contains("AF_INET")).toList())
        .hasSize(requests);
    assertThat(program.events()).hasSize(2);
    assertThat(program.state().resolve("notice.json")).doesNotExist();
  }

  @Test
  void forgetForgetsItAndSaysSo(Program program, Receiver receiver) {
    asking(program, receiver, "");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W true");
      terminal.awaitScreen("ended-0");
      Path notice = program.state().resolve("notice.json");
      assertThat(notice)
          .satisfies(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
      assertThat(program.telem("forget").out()).isEqualTo(notice + "\n");
      assertThat(program.state()).doesNotExist();
      run(terminal, "$W sh -c 'exit 9'");
      terminal.awaitScreen("ended-9");
      terminal.awaitTimes(NOTICE, 2);
    }
  }

  @Test
  void aDamagedNoticeIsNoNoticeAndIsTold(Program program, Receiver receiver) {
    asking(program, receiver, "");
    Path notice = program.state().resolve("notice.json");
    program.write(notice, "{\"shown\": {\"mytool\": {\"http://127.0.0.1:" + receiver.port());
    program.wrap("true");
    assertThat(program.queued()).isEmpty();
    assertThat(program.status().path("problems").toString()).contains(notice.toString());
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W true");
      terminal.awaitScreen("ended-0");
      terminal.awaitScreen(NOTICE);
    }
    assertThat(program.status().path("problems")).isEmpty();
  }

  @Test
  void whereItCannotBeKeptInMindItIsNotShownAndNothingIsSent(Program program, Receiver receiver) {
    asking(program, receiver, "").with("TELEMETRY_FLUSH", "wait");
    program.write(program.state().resolve("notice.json/in-the-way"), "");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W sh -c 'exit 7'");
      terminal.awaitScreen("ended-7");
      assertThat(terminal.count(NOTICE)).isZero();
    }
    assertThat(program.queued()).isEmpty();
    assertThat(receiver.requests()).isEmpty();
    assertThat(program.status().path("problems").toString()).contains("notice.json");
  }

  @Test
  void ofAHundredFirstRunsAtOnceOneShowsItAndNoneSends(Program program, Receiver receiver) {
    asking(program, receiver, "").with("TELEMETRY_FLUSH", "wait");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(
          terminal,
          "set +m; for i in {1..100}; do $W sh -c 'exit 3' & pids=\"$pids $!\"; done;"
              + " for p in $pids; do wait $p; test $? = 3 || echo wr\"ong\"; done; (exit 5)");
      terminal.awaitScreen("ended-5");
      assertThat(terminal.count("wrong")).isZero();
      assertThat(terminal.count(NOTICE)).isEqualTo(1);
    }
    assertThat(below(program)).contains("notice.json").doesNotContain("notice.json.draft");
    assertThat(program.status().path("problems")).isEmpty();
  }

  @Test
  void aSilentJobInTheBackgroundIsNotStoppedByIt(Program program, Receiver receiver) {
    asking(program, receiver, "").with("TELEMETRY_FLUSH", "wait");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "set -m; stty tostop; $W sh -c 'exit 7' & wait $!");
      terminal.awaitScreen("ended-7");
      assertThat(terminal.count(NOTICE)).isZero();
      assertThat(below(program)).doesNotContain("notice.json", "notice.json.draft");
      assertThat(receiver.requests()).isEmpty();
      run(terminal, "$W sh -c 'exit 8'");
      terminal.awaitScreen("ended-8");
      terminal.awaitScreen(NOTICE);
    }
  }

  @Test
  void whereOutputIsHaltedTheCommandRunsAllTheSame(Program program, Receiver receiver) {
    asking(program, receiver, "").with("TELEMETRY_FLUSH", "wait");
    Path ran = program.home().resolve("ran");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      terminal.type("mkfifo go; read x < go; $W touch ~/ran; echo $? > ~/code; echo end\"ed\"\n");
      await().until(() -> Files.exists(program.directory().resolve("go")));
      terminal.type("\23"); // Ctrl-S
      program.shell("echo > go");
      await().until(() -> Files.exists(program.home().resolve("code")));
      assertThat(ran).exists();
      terminal.type("\21"); // Ctrl-Q
      terminal.awaitScreen("ended");
      assertThat(terminal.count(NOTICE)).isZero();
      assertThat(below(program)).doesNotContain("notice.json", "notice.json.draft");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  /** A profile that asks for sending there, for every command. */
  static Program asking(Program program, Receiver receiver, String more) {
    Path profile = saved(program, "p.json", profile(receiver.url(), more));
    return program.with("TELEMETRY_PROFILE", profile.toString());
  }

  static String profile(String url, String more) {
    return "{\"app\": \"mytool\", \"level\": \"on\", %s \"destinations\": [{\"url\": \"%s\"}]}"
        .formatted(more, url);
  }

  /** Types the line; when it has ended, {@code ended-} and its exit code are on the screen. */
  static void run(PseudoTerminal terminal, String line) {
    terminal.type(line + "; echo end\"ed\"-$?\n");
  }

  private static List<String> below(Program program) {
    return program.everything().stream()
        .filter(path -> path.startsWith(".local/state/telem/"))
        .map(path -> path.substring(".local/state/telem/".length()))
        .toList();
  }

  static String notices(Program program) {
    JsonNode notices = program.status().path("notices");
    assertThat(notices).hasSize(1);
    return notices.toString();
  }
}
