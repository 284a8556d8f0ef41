package dev.telem.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A value that is shown to nobody: itself, or where it is found when something is sent. */
public sealed interface Secret {
  /** The value, or nothing where the variable is not set or the file cannot be read. */
  Optional<String> resolve(Map<String, String> environment);

  /** What may be shown: where the value comes from, never the value. */
  String masked();

  /** This secret as it stands in a configuration. */
  String toJson();

  /** A value that stands in the configuration. */
  record Literal(String value) implements Secret {
    @Override
    public Optional<String> resolve(Map<String, String> environment) {
      return Optional.of(value);
    }

    @Override
    public String masked() {
      return "****";
    }

    @Override
    public String toJson() {
      return JsonText.quoted(value);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /** The value of a variable of whoever sends, {@code {"env": "NAME"}}. */
  record Variable(String name) implements Secret {
    @Override
    public Optional<String> resolve(Map<String, String> environment) {
      return Optional.ofNullable(environment.get(name));
    }

    @Override
    public String masked() {
      return "$" + name;
    }

    @Override
    public String toJson() {
      return "{\"env\":" + JsonText.quoted(name) + "}";
    }
  }

  /** The content of a file without the blanks around it, {@code {"file": "PATH"}}. */
  record File(String path) implements Secret {
    @Override
    public Optional<String> resolve(Map<String, String> environment) {
      try {
        return Optional.of(Files.readString(Path.of(path)).strip());
      } catch (IOException | InvalidPathException unreadable) {
        return Optional.empty();
      }
    }

    @Override
    public String masked() {
      return "content of " + path;
    }

    @Override
    public String toJson() {
      return "{\"file\":" + JsonText.quoted(path) + "}";
    }
  }
}
