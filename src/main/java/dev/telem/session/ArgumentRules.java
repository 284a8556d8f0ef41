package dev.telem.session;

import dev.telem.config.Contents;
import dev.telem.identity.Machine;
import dev.telem.privacy.ArgumentPolicy;
import dev.telem.privacy.SanitizedCommand;
import dev.telem.privacy.Sanitizer;
import dev.telem.privacy.Vocabulary;
import java.io.IOException;
import java.util.List;

/** Applies the person's policy for arguments (spec privacy.md) to a command line. */
final class ArgumentRules {
  private ArgumentRules() {}

  /** As it is recorded: a policy that hashes makes this machine's key, if there is none yet. */
  static SanitizedCommand recorded(Call call, Machine machine) throws IOException {
    ArgumentPolicy policy = policy(call.settings().contents().arguments());
    boolean hashes = policy == ArgumentPolicy.HASH || policy == ArgumentPolicy.HASH_MD5;
    return sanitize(call, policy, hashes ? machine.key() : new byte[] {});
  }

  /** As it is shown, without making a key: before the first such run there are no digests. */
  static SanitizedCommand shown(Call call, Machine machine) throws IOException {
    return sanitize(
        call,
        policy(call.settings().contents().arguments()),
        machine.knownKey().orElse(new byte[] {}));
  }

  private static SanitizedCommand sanitize(Call call, ArgumentPolicy policy, byte[] key) {
    return Sanitizer.sanitize(call.command(), Vocabulary.NONE, List.of(), policy, key);
  }

  private static ArgumentPolicy policy(Contents.Arguments chosen) {
    return switch (chosen) {
      case HASH -> ArgumentPolicy.HASH;
      case HASH_MD5 -> ArgumentPolicy.HASH_MD5;
      case PLACEHOLDERS -> ArgumentPolicy.PLACEHOLDERS;
      case NAMES -> ArgumentPolicy.NAMES;
      case NONE -> ArgumentPolicy.NONE;
    };
  }
}
