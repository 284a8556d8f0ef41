package dev.telem.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The value of a header or a key, or where it is kept (spec delivery.md "Destinations"). */
sealed interface HeaderValue {
  int LONGEST = 64 * 1024;

  /** The value itself. */
  String read(Map<String, String> environment) throws Undeliverable;

  /** Given in clear. */
  record Literal(String text) implements HeaderValue {
    @Override
    public String read(Map<String, String> environment) throws Undeliverable {
      return checked(text, "a header or key");
    }
  }

  /** {@code {"env":"NAME"}}. */
  record FromEnvironment(String name) implements HeaderValue {
    @Override
    public String read(Map<String, String> environment) throws Undeliverable {
      String value = environment.getOrDefault(name, "");
      if (value.isEmpty()) {
        throw new Undeliverable(
            "the environment variable "
                + name
                + " is not set: set it where telem runs, or name another secret in your"
                + " configuration");
      }
      return checked(value, name);
    }
  }

  /** {@code {"file":"PATH"}}; line ends at the end do not count. */
  record FromFile(String path) implements HeaderValue {
    @Override
    public String read(Map<String, String> environment) throws Undeliverable {
      // A pipe without a writer would hold the sender up for ever.
      if (!Path.of(path).toFile().isFile()) {
        throw unreadable(path);
      }
      try (InputStream in = Files.newInputStream(Path.of(path))) {
        String text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
        return checked(text.stripTrailing(), path);
      } catch (IOException | InvalidPathException broken) {
        throw unreadable(path);
      }
    }
  }

  private static Undeliverable unreadable(String path) {
    return new Undeliverable(
        "the file "
            + path
            + " cannot be read: make it a file that you may read, or name another secret in your"
            + " configuration");
  }

  private static String checked(String value, String source) throws Undeliverable {
    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new Undeliverable(
          source + " holds a value that cannot be a header: take line ends and controls out of it");
    }
    return value;
  }
}
