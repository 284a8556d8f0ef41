import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A tool in Java: runs two plugins after each other. */
final class Meltano {
  // --- instrumentation: four lines; without telem, or with telemetry off, they do nothing
  static void report(String line) {
    String channel = System.getenv().getOrDefault("TELEMETRY_EVENTS", "/dev/null");
    try { Files.writeString(Path.of(channel), line + "\n", StandardOpenOption.APPEND); } catch (java.io.IOException e) { }
  }
  // ---

  public static void main(String[] arguments) {
    report("{\"metric\":{\"collection\":\"plugins\",\"topic\":\"tap-gitlab\",\"aggregation\":\"count\",\"runs\":1}}");
    report("{\"metric\":{\"collection\":\"plugins\",\"topic\":\"target-jsonl\",\"aggregation\":\"count\",\"runs\":1}}");
  }
}
