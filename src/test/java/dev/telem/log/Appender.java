package dev.telem.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of its own that appends to a log: {@code FILE ROTATE_AT|named NAME LINES LENGTH}. It
 * says that it is ready with a byte on its output and starts when its input ends.
 */
final class Appender {
  private Appender() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    EventLog log =
        args[1].equals("named")
            ? EventLog.named(file)
            : EventLog.rotating(file, Long.parseLong(args[1]));
    System.out.write('\n');
    System.out.flush();
    System.in.readAllBytes();
    for (int number = 0; number < Integer.parseInt(args[3]); number++) {
      log.append(line(args[2], number, Integer.parseInt(args[4])));
    }
  }

  /** A line that says whose it is and ends in dots that fill it up to the length. */
  static byte[] line(String name, int number, int length) {
    String start = name + " " + number + " ";
    return (start + ".".repeat(length - start.length())).getBytes(StandardCharsets.UTF_8);
  }

  static List<String> command(String... args) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xint",
        "-cp",
        System.getProperty("java.class.path"),
        Appender.class.getName(),
        args[0],
        args[1],
        args[2],
        args[3],
        args[4]);
  }
}
