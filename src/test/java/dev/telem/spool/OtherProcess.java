package dev.telem.spool;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the tests let another process do with a spool. */
public final class OtherProcess {
  private OtherProcess() {}

  /**
   * The first argument says what: {@code add FOLDER COUNT} prints each id once it was added, {@code
   * hold FOLDER} takes the claim and prints "held", {@code long FOLDER} adds an event of 64 KiB and
   * prints what came of it.
   */
  public static void main(String[] arguments) throws Exception {
    Spool spool = new Spool(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "add" -> {
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
          String id = java.util.UUID.randomUUID().toString();
          spool.add(Lines.QUEUE, Lines.DESTINATION, id, Lines.line(id));
          System.out.println(id);
        }
      }
      case "hold" -> {
        System.out.println(
            spool.claim(System::currentTimeMillis).isPresent() ? "held" : "not held");
        System.in.read();
      }
      case "long" -> {
        String id = Lines.newId();
        try {
          spool.add(Lines.QUEUE, Lines.DESTINATION, id, Lines.line(id, "x".repeat(65_536)));
          System.out.println("added");
        } catch (IOException full) {
          System.out.println("failed");
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  static Process start(String... arguments) throws IOException {
    return new ProcessBuilder(command(arguments))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  static BufferedReader linesOf(Process process) {
    return process.inputReader(StandardCharsets.UTF_8);
  }
}
