package dev.telem.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a screen of the README shows after a command, and whether another screen shows the same: up
 * to numbers, ids, durations and the width of columns, which differ from run to run. A line of the
 * README that is only {@code …} stands for any lines.
 *
 * @param command what is typed
 * @param shown the lines below it
 */
record Recording(String command, List<String> shown) {
  private static final Pattern ID =
      Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?\\b");
  private static final Pattern DURATION = Pattern.compile("\\d+(\\.\\d+)? m?s\\b");

  Recording {
    shown = List.copyOf(shown);
  }

  /** The commands of a block in the form {@code $ command}, each with the lines below it. */
  static List<Recording> of(Readme.Block block) {
    List<Recording> recordings = new ArrayList<>();
    String command = null;
    List<String> shown = new ArrayList<>();
    for (String line : block.lines()) {
      if (line.startsWith("$ ")) {
        if (command != null) {
          recordings.add(new Recording(command, shown));
        }
        command = line.substring(2);
        shown.clear();
      } else {
        shown.add(line);
      }
    }
    recordings.add(new Recording(String.valueOf(command), shown));
    return recordings;
  }

  /** What this shows as an expression that {@link #alike} of a screen matches. */
  Pattern expected() {
    StringBuilder pattern = new StringBuilder();
    for (String line : shown) {
      pattern.append(line.strip().equals("…") ? "(.*\n)*?" : Pattern.quote(alike(line) + "\n"));
    }
    return Pattern.compile(pattern.toString());
  }

  /** What stays on a terminal of what was written to it: a line that is begun anew is gone. */
  static String seen(String written) {
    return written.replace("\r\n", "\n").replaceAll("[^\n\r]*\r", "").replace("\033[K", "");
  }

  /** The text without what differs from run to run. */
  static String alike(String screen) {
    String steady = ID.matcher(screen).replaceAll("ID");
    steady = DURATION.matcher(steady).replaceAll("DURATION").replaceAll("\\d+", "0");
    return steady.replaceAll(" +", " ").replaceAll("(?m) $", "");
  }
}
