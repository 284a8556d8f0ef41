package dev.telem.session;

import dev.telem.config.Contents;
import dev.telem.identity.Machine;
import dev.telem.privacy.ArgumentPolicy;
import dev.telem.privacy.SanitizedCommand;
import dev.telem.privacy.Sanitizer;
import dev.telem.privacy.Vocabulary;
import java.io.IOException;
import java.util.List;

/**
 * What holds for the words of a command line: the profile's vocabulary, and the policy for
 * arguments, the stricter of the person's and the publisher's (spec privacy.md).
 */
final class ArgumentRules {
  private final Call call;
  private final Vocabulary vocabulary;
  private final ArgumentPolicy policy;
  private final byte[] key;

  private ArgumentRules(Call call, ArgumentPolicy policy, byte[] key) {
    this.call = call;
    this.vocabulary = ProfileVocabulary.of(call.settings().profile());
    this.policy = policy;
    this.key = key;
  }

  /** For recording: a policy that hashes makes this machine's key, if there is none yet. */
  static ArgumentRules recording(Call call, Machine machine) throws IOException {
    ArgumentPolicy policy = policy(call);
    boolean hashes = policy == ArgumentPolicy.HASH || policy == ArgumentPolicy.HASH_MD5;
    return new ArgumentRules(call, policy, hashes ? machine.key() : new byte[] {});
  }

  /** For showing, without making a key: before the first such run there are no digests. */
  static ArgumentRules showing(Call call, Machine machine) throws IOException {
    return new ArgumentRules(call, policy(call), machine.knownKey().orElse(new byte[] {}));
  }

  SanitizedCommand sanitize(List<String> words) {
    return Sanitizer.sanitize(words, vocabulary, call.environment().keySet(), policy, key);
  }

  private static ArgumentPolicy policy(Call call) {
    Contents.Arguments chosen = call.settings().contents().arguments();
    return switch (chosen) {
      case HASH -> ArgumentPolicy.HASH;
      case HASH_MD5 -> ArgumentPolicy.HASH_MD5;
      case PLACEHOLDERS -> ArgumentPolicy.PLACEHOLDERS;
      case NAMES -> ArgumentPolicy.NAMES;
      case NONE -> ArgumentPolicy.NONE;
    };
  }
}
