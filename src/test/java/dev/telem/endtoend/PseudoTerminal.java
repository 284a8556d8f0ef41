package dev.telem.endtoend;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A bash with job control on a terminal of its own, made by {@code script}: what is typed goes in,
 * what would stand on the screen comes out. `$W` is {@code telem run --} there.
 */
final class PseudoTerminal implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Process script;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  PseudoTerminal(Program program) {
    SideBySide.needs("script");
    SideBySide.needs("bash");
    script =
        program
            .with("W", Program.TELEM + " run --")
            .with("PS1", "")
            .start("script", "-qfc", "bash --norc --noprofile --noediting -i", "/dev/null");
    Thread reader = new Thread(this::read, "screen");
    reader.setDaemon(true);
    reader.start();
    // The prompt is not needed, and what is typed need not be echoed twice.
    type("PS1=; PS2=; tty; stty -echo; echo to-\"begin\"\n");
    awaitScreen("to-begin");
  }

  /**
   * Types the text; {@code \3} is Ctrl-C, {@code \32} Ctrl-Z, {@code \34} Ctrl-\, {@code \4} the
   * end of the input.
   */
  void type(String text) {
    try {
      script.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      script.getOutputStream().flush();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Waits until the text stands on the screen. */
  void awaitScreen(String text) {
    try {
      await().atMost(SOON).until(() -> screen().contains(text));
    } catch (ConditionTimeoutException never) {
      throw new AssertionError("'" + text + "' is not on the screen:\n" + screen(), never);
    }
  }

  /** Waits until the text stands on the screen that often. */
  void awaitTimes(String text, int times) {
    await().atMost(SOON).until(() -> count(text) >= times);
  }

  /** How often the text stands on the screen. */
  int count(String text) {
    int count = 0;
    for (int at = screen().indexOf(text);
        at >= 0;
        at = screen().indexOf(text, at + text.length())) {
      count++;
    }
    return count;
  }

  /** The terminal's device. */
  String device() {
    String text = screen();
    int start = text.indexOf("/dev/");
    return text.substring(start, text.indexOf('\r', start));
  }

  private String screen() {
    return written.toString(StandardCharsets.ISO_8859_1);
  }

  private void read() {
    try (InputStream out = script.getInputStream()) {
      byte[] bytes = new byte[8192];
      for (int count = out.read(bytes); count >= 0; count = out.read(bytes)) {
        written.write(bytes, 0, count);
      }
    } catch (IOException hungUp) {
      // The end of the session is the end of the screen.
    }
  }

  /** Hangs up: the terminal is gone. */
  @Override
  public void close() {
    script.destroyForcibly();
  }
}
