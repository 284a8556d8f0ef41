import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A tool in Java: runs the plugins that it is told, after each other. */
final class Meltano {
  // --- instrumentation: four lines; without telem, or with telemetry off, they do nothing
  static void report(String line) {
    String channel = System.getenv().getOrDefault("TELEMETRY_EVENTS", "/dev/null");
    try { Files.writeString(Path.of(channel), line + "\n", StandardOpenOption.APPEND); } catch (java.io.IOException e) { }
  }
  // ---

  public static void main(String[] arguments) {
    for (int i = 1; i < arguments.length; i++) {
      report("{\"metric\":{\"collection\":\"plugins\",\"topic\":\"" + arguments[i] + "\",\"aggregation\":\"count\",\"runs\":1}}");
    }
  }
}
