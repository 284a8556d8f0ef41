package dev.telem.endtoend;

import static dev.telem.endtoend.NoticeIT.asking;
import static dev.telem.endtoend.NoticeIT.notices;
import static dev.telem.endtoend.NoticeIT.profile;
import static dev.telem.endtoend.NoticeIT.run;
import static dev.telem.endtoend.ProfileIT.saved;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promise: a notice holds for what it said, and to whom; all else is asked about again. */
@ExtendWith(Worlds.class)
final class NoticeAgainIT {
  @Test
  void onceSeenAtATerminalItHoldsInAPipeUntilTheReceiverIsAnother(
      Program program, Receiver receiver) {
    asking(program, receiver, "").with("TELEMETRY_FLUSH", "never");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W true");
      terminal.awaitScreen("ended-0");
      program.wrap("true");
      assertThat(program.queued()).hasSize(2);
      assertThat(notices(program)).contains("mytool").contains(":" + receiver.port());

      saved(program, "p.json", profile("http://127.0.0.1:9/x", ""));
      program.wrap("true");
      assertThat(program.queued()).hasSize(2);
      assertThat(program.status().path("destinations").toString()).contains("was not shown");
      run(terminal, "$W sh -c 'exit 9'");
      terminal.awaitScreen("ended-9");
      terminal.awaitScreen("Shown again");
    }
  }

  @Test
  void anotherAccountBehindTheSameHostIsAnotherReceiver(Program program, Receiver receiver) {
    asking(program, receiver, "").with("TELEMETRY_FLUSH", "never");
    Runnable good = () -> account(program, receiver, "posthog", "", "\"apiKey\": \"GOOD\"");
    good.run();
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W true");
      terminal.awaitScreen("ended-0");
      program.wrap("true");
      assertThat(program.queued()).hasSize(2);
      String header = "\"headers\": {\"X-Account\": \"EVIL\"}";
      List<Runnable> others =
          List.of(
              () -> account(program, receiver, "posthog", "", "\"apiKey\": \"EVIL\""),
              () -> account(program, receiver, "posthog", "/evil", "\"apiKey\": \"GOOD\""),
              () -> account(program, receiver, "posthog", "", "\"apiKey\": \"GOOD\", " + header),
              () -> account(program, receiver, "native", "", header));
      for (Runnable other : others) {
        other.run();
        program.wrap("true");
        assertThat(program.queued()).hasSize(2);
      }
      run(terminal, "$W sh -c 'exit 9'");
      terminal.awaitScreen("ended-9");
      terminal.awaitScreen("Shown again");
      good.run();
      program.wrap("true");
      assertThat(program.queued()).hasSize(4);
      assertThat(program.state().resolve("notice.json"))
          .content()
          .contains("localhost")
          .doesNotContain("GOOD")
          .doesNotContain("EVIL");
    }
  }

  @Test
  void aProfileThatTellsMoreThanTheNoticeSaidIsAskedAboutAgain(Program program, Receiver receiver) {
    asking(program, receiver, "\"args\": \"none\", \"strict\": true,")
        .with("TELEMETRY_FLUSH", "never");
    try (PseudoTerminal terminal = new PseudoTerminal(program)) {
      run(terminal, "$W true");
      terminal.awaitScreen("ended-0");
      terminal.awaitScreen("the name of the program, nothing else");
      program.wrap("true", "typed");
      assertThat(program.queued()).hasSize(2);

      asking(program, receiver, "\"args\": \"none\",");
      program.wrap("true", "--typed");
      asking(program, receiver, "\"args\": \"hash\", \"strict\": true,");
      program.wrap("true", "typed");
      assertThat(program.queued()).hasSize(2);
      run(terminal, "$W sh -c 'exit 9'");
      terminal.awaitScreen("ended-9");
      terminal.awaitScreen("a short digest that tells equal");
      program.wrap("true", "typed");
      assertThat(program.queued()).hasSize(4);

      asking(program, receiver, "\"args\": \"names\", \"strict\": true,");
      program.wrap("true", "typed");
      assertThat(program.queued()).hasSize(6);
    }
  }

  private static void account(
      Program program, Receiver receiver, String type, String path, String more) {
    saved(
        program,
        "p.json",
        ("{\"app\": \"mytool\", \"level\": \"on\", \"destinations\": [{\"type\": \"%s\", \"url\":"
                + " \"http://localhost:%d%s\", %s}]}")
            .formatted(type, receiver.port(), path, more));
  }
}
