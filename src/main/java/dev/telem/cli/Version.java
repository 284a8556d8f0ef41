package dev.telem.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Which telem this is. */
final class Version {
  /** As in pom.xml; a test compares them. */
  static final String NUMBER = "0.1.0";

  private Version() {}

  /** For people: version, build, and the Java runtime inside. */
  static String describe(Properties system) {
    return "telem "
        + NUMBER
        + " (build "
        + build(system)
        + "; Java "
        + system.getProperty("java.runtime.version")
        + ", "
        + system.getProperty("java.vendor")
        + "; "
        + system.getProperty("os.name")
        + " "
        + system.getProperty("os.arch")
        + ")";
  }

  private static String build(Properties system) {
    try {
      return Files.readString(Path.of(system.getProperty("java.home"), "lib", "telem", "build"))
          .strip();
    } catch (IOException notAnImage) {
      return "unknown";
    }
  }
}
