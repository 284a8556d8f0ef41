package dev.telem.session;

import dev.telem.config.Profile;
import dev.telem.privacy.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands the words that a profile declares to the sanitizer. */
final class ProfileVocabulary {
  private ProfileVocabulary() {}

  static Vocabulary of(Optional<Profile> profile) {
    if (profile.isEmpty()) {
      return Vocabulary.NONE;
    }
    Profile published = profile.get();
    return new Vocabulary(
        commands(published.tool().commands()),
        options(published.tool().options()),
        published.strict(),
        published.environmentPrefix().orElse(""));
  }

  private static List<Vocabulary.Command> commands(List<Profile.Command> declared) {
    List<Vocabulary.Command> commands = new ArrayList<>(declared.size());
    for (int i = 0; i < declared.size(); i++) {
      Profile.Command command = declared.get(i);
      commands.add(
          new Vocabulary.Command(
              command.name(),
              command.aliases(),
              commands(command.commands()),
              options(command.options())));
    }
    return commands;
  }

  private static List<Vocabulary.Option> options(List<Profile.Option> declared) {
    List<Vocabulary.Option> options = new ArrayList<>(declared.size());
    for (int i = 0; i < declared.size(); i++) {
      options.add(option(declared.get(i)));
    }
    return options;
  }

  private static Vocabulary.Option option(Profile.Option declared) {
    List<String> names = new ArrayList<>(declared.aliases().size() + 1);
    names.add(declared.name());
    names.addAll(declared.aliases());
    return new Vocabulary.Option(
        names,
        // Glued to it always: the next word is another's.
        declared.attached()
            ? Vocabulary.Arity.NONE
            : new Vocabulary.Arity(declared.least(), declared.most()),
        declared.attached(),
        declared.sensitive(),
        declared.choices());
  }
}
