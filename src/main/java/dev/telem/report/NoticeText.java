package dev.telem.report;

import dev.telem.config.Contents.Arguments;
import dev.telem.config.Notices;
import java.util.Set;

/**
 * The words of the notice: who gets what, how to see it, how to say no. Nothing in it can steer a
 * terminal: receivers are hosts in ASCII, and an app that is no plain word is not named.
 */
public final class NoticeText {
  /** What fits behind four blanks. */
  private static final int WIDTH = 76;

  private NoticeText() {}

  /**
   * The notice of an app, every line of it at most 80 characters of ASCII.
   *
   * @param notices the app, and what was shown of it before
   * @param origins the receivers
   * @param arguments how much of what is typed they get
   */
  public static String of(Notices notices, Set<String> origins, Arguments arguments) {
    String app = notices.plainApp().orElse("this command");
    StringBuilder text = new StringBuilder(800);
    text.append("telem: usage telemetry of ").append(app).append('\n');
    text.append(
        notices.shown().isEmpty()
            ? "  This is shown once. From the next run on, events are sent to\n"
            : "  Shown again, since more is sent or to others: from the next run on to\n");
    for (String origin : origins) {
      text.append("    ").append(fitting(origin)).append('\n');
    }
    text.append(typed(arguments)).append("  Nothing of this run is recorded.\n");
    text.append("  See it:  telem preview -- ").append(notices.plainApp().orElse("COMMAND"));
    text.append(" ...\n           telem log tail\n");
    text.append("  Say no:  telem disable   or   DO_NOT_TRACK=1");
    if (notices.switchVariable().isPresent()) {
      text.append("   or\n           ").append(notices.switchVariable().get()).append("=0");
    }
    text.append('\n');
    return text.toString();
  }

  /** As the policies for arguments are (spec privacy.md). */
  private static String typed(Arguments arguments) {
    return switch (arguments) {
      case HASH, HASH_MD5 ->
          """
            What: the command, its known options and words, a placeholder for all else
            that is typed (values, paths, names), with a short digest that tells equal
            ones; exit code, duration, versions, operating system, CI; random ids.
            Never output or the environment.
          """;
      case PLACEHOLDERS ->
          """
            What: the command, its known options and words, a placeholder for all else
            that is typed (values, paths, names); exit code, duration, versions,
            operating system, CI; random ids. Never output or the environment.
          """;
      case NAMES ->
          """
            What: the command, its options' names, how many words follow, nothing else
            that is typed; exit code, duration, versions, operating system, CI; random
            ids. Never output or the environment.
          """;
      case NONE ->
          """
            What: the name of the program, nothing else that is typed; exit code,
            duration, versions, operating system, CI; random ids. Never output or the
            environment.
          """;
    };
  }

  /** Of a host that is too long the end tells whose it is. */
  private static String fitting(String origin) {
    return origin.length() <= WIDTH
        ? origin
        : "..." + origin.substring(origin.length() - WIDTH + "...".length());
  }
}
