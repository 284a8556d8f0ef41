package dev.telem.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Writes down what went wrong in telemetry itself, for {@code telem status}: {@code
 * troubles.jsonl}, one line each, at most twice 64 KiB.
 *
 * <pre>{"ts":1658231825280,"where":"log","problem":"No space left on device"}</pre>
 */
public final class Troubles {
  static final int KEPT = 1;

  private static final long ROTATE_AT = 64L << 10;
  private static final int LONGEST_PROBLEM = 300;

  private final EventLog log;

  /** Troubles in this file; nothing is touched before the first is written. */
  public Troubles(Path file) {
    this.log = new EventLog(file, ROTATE_AT, KEPT);
  }

  /**
   * Writes one trouble down. Only for a caller whose level is not off.
   *
   * @param ts when, in milliseconds since the epoch
   * @param where the part of telem, as one word: log, spool, identity, sender, config
   * @param problem a short text for people; cut to 300 characters
   * @return whether it could be written; there is nothing else to do about it
   */
  public boolean record(long ts, String where, String problem) {
    StringBuilder line = new StringBuilder();
    line.append("{\"ts\":").append(ts).append(",\"where\":");
    appendQuoted(line, where);
    line.append(",\"problem\":");
    appendQuoted(line, problem);
    line.append('}');
    try {
      log.append(line.toString().getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException unwritable) {
      return false;
    }
  }

  // By hand: this runs inside `telem run`, where a JSON library would cost more than the run.
  private static void appendQuoted(StringBuilder line, String text) {
    int length = Math.min(text.length(), LONGEST_PROBLEM);
    line.append('"');
    for (int at = 0; at < length; at++) {
      char letter = text.charAt(at);
      if (letter == '"' || letter == '\\') {
        line.append('\\').append(letter);
      } else if (letter < ' ') {
        line.append("\\u00").append(letter < 16 ? '0' : '1');
        line.append(Character.forDigit(letter & 15, 16));
      } else {
        line.append(letter);
      }
    }
    line.append('"');
  }
}
