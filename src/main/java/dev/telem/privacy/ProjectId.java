package dev.telem.privacy;

import java.util.Optional;

/** Names a project without saying which it is. Spec privacy.md, "Identifiers". */
public final class ProjectId {
  private ProjectId() {}

  /**
   * The {@code projectID}: SHA-256 of the salt and the canonical origin, 64 hexadecimal digits, the
   * same on every machine. Empty where the origin names no host, as a path on this machine does
   * not.
   *
   * @param origin the address of the git origin
   * @param salt the profile's {@code projectSalt}; empty for the same identifier as werf's
   */
  public static Optional<SafeText> ofOrigin(String origin, String salt) {
    String canonical = Origin.canonical(origin);
    return canonical.isEmpty() ? Optional.empty() : Optional.of(Digest.sha256(salt, canonical));
  }

  /**
   * The keyed {@code projectID}: HMAC-SHA-256 of the canonical origin, which cannot be linked
   * across machines. Empty where the origin names no host.
   *
   * @param key this machine's, not empty; it never leaves
   */
  public static Optional<SafeText> keyed(String origin, byte[] key) {
    String canonical = Origin.canonical(origin);
    return canonical.isEmpty() ? Optional.empty() : Optional.of(Digest.hmacSha256(key, canonical));
  }

  /**
   * The {@code projectHash}: the first 16 hexadecimal digits of the SHA-256 of the salt and the
   * project's name.
   */
  public static SafeText projectHash(String name, String salt) {
    return Digest.shortSha256(salt, name);
  }
}
