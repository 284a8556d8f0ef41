package dev.telem.session;

import dev.telem.event.EventEncoder;
import dev.telem.identity.Ids;
import dev.telem.session.OpenRuns.Orphan;
import dev.telem.session.OpenRuns.Queue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the marker of a run, all that is needed to close it.
 *
 * <table>
 *   <caption>A marker</caption>
 *   <tr><td>line 1</td><td>the log file of the run</td></tr>
 *   <tr><td>line 2</td><td>the event to record if nobody saw the end, with the time of the start</td></tr>
 *   <tr><td>one line, perhaps</td><td>{@code with}, a space, and what travels beside the event to
 *       receivers of traces</td></tr>
 *   <tr><td>{@code started}, a space</td><td>the event of the start</td></tr>
 *   <tr><td>{@code recorded}</td><td>that one is in the log and in every queue</td></tr>
 *   <tr><td>{@code ended}, a space</td><td>the event of the end, before it is recorded</td></tr>
 *   <tr><td>all other lines</td><td>a queue's name, a space, and its destination as JSON: where the event goes</td></tr>
 * </table>
 */
final class MarkerText {
  static final String RECORDED = "recorded";
  static final String ENDED = "ended ";
  private static final String STARTED = "started ";
  private static final String WITH = "with {";
  private static final int NAME = 16;

  private MarkerText() {}

  /** The marker of a run that begins. */
  static String of(Path log, String aborted, String started, List<Queue> queues, String enclosure) {
    StringBuilder text = new StringBuilder();
    text.append(log).append('\n').append(aborted).append('\n');
    text.append(STARTED).append(started).append('\n');
    for (int i = 0; i < queues.size(); i++) {
      text.append(queues.get(i).name())
          .append(' ')
          .append(queues.get(i).destination())
          .append('\n');
    }
    if (!enclosure.isEmpty()) {
      text.append("with ").append(enclosure).append('\n');
    }
    return text.toString();
  }

  /** What is known of a run; null where the text is no marker's. */
  static @Nullable Orphan read(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0, end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    if (lines.size() < 2 || !isEvent(lines.get(1)) || !lines.get(0).startsWith("/")) {
      return null;
    }
    String event = lines.get(1);
    boolean ended = false;
    String started = "";
    String enclosure = "";
    List<Queue> queues = new ArrayList<>();
    for (int i = 2; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith(ENDED) && isEvent(line.substring(ENDED.length()))) {
        event = line.substring(ENDED.length());
        ended = true;
      } else if (line.startsWith(WITH)) {
        enclosure = line.substring(WITH.length() - 1);
      } else if (line.startsWith(STARTED) && isEvent(line.substring(STARTED.length()))) {
        started = line.substring(STARTED.length());
      } else if (line.equals(RECORDED)) {
        started = "";
      } else if (isQueue(line)) {
        queues.add(new Queue(line.substring(0, NAME), line.substring(NAME + 1)));
      }
    }
    return new Orphan(Path.of(lines.get(0)), event, ended, started, queues, enclosure);
  }

  private static boolean isEvent(String line) {
    try {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      return Ids.parse(EventEncoder.idOf(bytes)) != null && EventEncoder.at(0, bytes).length > 0;
    } catch (IllegalArgumentException noEvent) {
      return false;
    }
  }

  private static boolean isQueue(String line) {
    for (int i = 0; i < NAME; i++) {
      if (i >= line.length() || Character.digit(line.charAt(i), 16) < 0) {
        return false;
      }
    }
    return line.startsWith(" {", NAME);
  }
}
