package dev.telem.session;

import dev.telem.privacy.Digest;
import dev.telem.privacy.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The hash of the configuration file that the caller named: it tells a change, not the content. */
final class ConfigHash {
  private static final long LARGEST_BYTES = 16L << 20;

  private static final String UNREADABLE =
      "--config-file names no regular file of at most 16 MiB that can be read";

  private ConfigHash() {}

  /**
   * Empty where no file was named.
   *
   * @throws IOException with a sentence for people where it cannot be read
   */
  static Optional<SafeText> of(Call call) throws IOException {
    if (call.configFile() == null) {
      return Optional.empty();
    }
    try {
      Path file =
          call.workingDirectory() == null
              ? Path.of(call.configFile())
              : call.workingDirectory().resolve(call.configFile());
      // A pipe would hold the run up, and a device never ends.
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_BYTES) {
        return Optional.of(Digest.sha256(salt(call), Files.readAllBytes(file)));
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IOException(UNREADABLE + ": " + unreadable.getMessage(), unreadable);
    }
    throw new IOException(UNREADABLE);
  }

  private static String salt(Call call) {
    return call.settings().profile().isPresent()
        ? call.settings().profile().get().projectSalt()
        : "";
  }
}
