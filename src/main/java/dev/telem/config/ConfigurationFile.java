package dev.telem.config;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the user's configuration; whatever a person wrote into it stays as it is. */
public final class ConfigurationFile {
  private ConfigurationFile() {}

  /**
   * Sets the level, and nothing else, in a configuration that is created where it is missing.
   *
   * @throws BadConfiguration where the file cannot be understood, which leaves it untouched
   */
  public static void setLevel(Path file, Level level) throws IOException, BadConfiguration {
    EditedFile configuration = EditedFile.open(Source.Kind.USER, file);
    String word = JsonText.quoted(level.word());
    // Of the two names for the level the stricter counts, so neither may keep an old value.
    boolean other = configuration.find("telemetry") != null;
    if (other) {
      configuration.set("telemetry", word);
    }
    if (!other || configuration.find("level") != null) {
      configuration.set("level", word);
    }
    configuration.save(true);
  }
}
