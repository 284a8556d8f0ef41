package dev.telem.identity;

import dev.telem.privacy.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** This installation's random id and key (spec consent.md, "Identifiers and places"). */
public final class Machine {
  private static final int KEY_BYTES = 32;

  private final Path idFile;
  private final Path keyFile;
  private final Ids ids;

  /** The id and key that are kept in these files. Nothing is read or made yet. */
  public Machine(Path idFile, Path keyFile, Ids ids) {
    this.idFile = idFile;
    this.keyFile = keyFile;
    this.ids = ids;
  }

  /** The id, if one has been made. Creates nothing. */
  public Optional<SafeText> id() throws IOException {
    UUID id = Ids.parse(new SecretFile(idFile).read().orElse(null));
    return id == null ? Optional.empty() : Optional.of(SafeText.uuid(id));
  }

  /**
   * The id, made now if there is none. Many first runs at once agree on one. A damaged file is
   * replaced.
   *
   * @throws IOException if it can be neither read nor made
   */
  public SafeText idOrNew() throws IOException {
    SecretFile file = new SecretFile(idFile);
    Optional<String> text = file.read();
    UUID id = Ids.parse(text.orElse(null));
    if (id == null) {
      if (text.isPresent()) {
        Files.deleteIfExists(idFile);
      }
      id = Ids.parse(file.create(ids.random().toString()));
    }
    if (id == null) {
      throw new IOException(idFile + " holds no id");
    }
    return SafeText.uuid(id);
  }

  /** The id of a run in CI: fresh and never stored. */
  public SafeText ciId() {
    return SafeText.ciMachineId(ids.random());
  }

  /**
   * Makes a new id and a new key; events that wait to be sent keep the old id. Returns the new id.
   */
  public SafeText reset() throws IOException {
    UUID id = ids.random();
    new SecretFile(idFile).replace(id.toString());
    Files.deleteIfExists(keyFile);
    return SafeText.uuid(id);
  }

  /** The key, if one has been made. Creates nothing. */
  public Optional<byte[]> knownKey() throws IOException {
    return new SecretFile(keyFile).read().isPresent() ? Optional.of(key()) : Optional.empty();
  }

  /**
   * The key for digests that nobody else can make, made now if there is none. It never leaves this
   * machine.
   */
  public byte[] key() throws IOException {
    SecretFile file = new SecretFile(keyFile);
    String hex = file.create(HexFormat.of().formatHex(ids.key(KEY_BYTES)));
    if (hex.length() != 2 * KEY_BYTES) {
      throw new IOException(keyFile + " holds no key; delete it to get a new one");
    }
    return HexFormat.of().parseHex(hex);
  }
}
