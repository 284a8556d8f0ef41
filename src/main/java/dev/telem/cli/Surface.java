package dev.telem.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a process touches of the world around it, handed in so that nothing below reaches for it.
 *
 * @param workingDirectory null when the directory is gone
 */
record Surface(
    Map<String, String> environment,
    Properties system,
    @Nullable Path workingDirectory,
    InputStream in,
    PrintStream out,
    PrintStream err) {

  /** Set by the launcher when the caller's working directory has no path any more. */
  private static final String NOWHERE = "telem.nowhere";

  static Surface ofThisProcess() {
    Properties system = System.getProperties();
    return new Surface(
        System.getenv(),
        system,
        system.getProperty(NOWHERE) == null ? Path.of(system.getProperty("user.dir")) : null,
        System.in,
        System.out,
        System.err);
  }

  /** Whether the person wants to see what goes wrong in telemetry. */
  boolean debugging() {
    return "1".equals(environment.get("TELEMETRY_DEBUG"));
  }

  Surface writingTo(PrintStream other) {
    return new Surface(environment, system, workingDirectory, in, other, err);
  }
}
