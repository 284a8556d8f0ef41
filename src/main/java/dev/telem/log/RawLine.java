package dev.telem.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Turns the bytes of a line into what readers see. */
final class RawLine {
  private static final int SHOWN_OF_TOO_LONG = 1024;
  private static final char REPLACEMENT = '\ufffd';

  private RawLine() {}

  static LogLine of(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes, from, to)) {
      return new LogLine.Damaged(text, "not UTF-8");
    }
    return new LogLine.Whole(text);
  }

  /** A line of more than {@link LogLine#LIMIT} bytes, of which these are the first. */
  static LogLine tooLong(byte[] start, int from, int to, long length) {
    int shown = Math.min(to - from, SHOWN_OF_TOO_LONG);
    return new LogLine.Damaged(
        new String(start, from, shown, StandardCharsets.UTF_8), length + " bytes in one line");
  }

  /** A line whose start was not looked for any further, of which this is a part. */
  static LogLine endless(byte[] part, int from, int to) {
    int shown = Math.min(to - from, SHOWN_OF_TOO_LONG);
    return new LogLine.Damaged(
        new String(part, from, shown, StandardCharsets.UTF_8),
        "more than "
            + (BackwardLines.REACH >> 20)
            + " MiB in one line; what lies before it in the file was not read");
  }

  private static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
