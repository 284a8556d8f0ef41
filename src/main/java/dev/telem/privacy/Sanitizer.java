package dev.telem.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides, word by word, what of a command line may leave. Default deny: a word becomes a
 * placeholder unless a rule of spec privacy.md, or the vocabulary, lets that very word through.
 */
public final class Sanitizer {
  /** How many arguments are looked at; the rest is only counted. */
  public static final int LISTED = 100;

  /**
   * A longer cluster of flags may as well be a value glued to the first of them, and no piece of
   * four characters of a value may leave.
   */
  private static final int LONGEST_CLUSTER = 3;

  private static final int LONGEST_REPEAT = 16;

  private final boolean strict;
  private final Placeholders placeholders;
  private final OptionUses uses = new OptionUses();
  private final DefaultDeny undeclared;

  private final List<Token> tokens = new ArrayList<>();
  private final List<SafeText> commands = new ArrayList<>();

  /** The options that may stand here: the program's, then those of each sub-command. */
  private final List<List<Vocabulary.Option>> scopes = new ArrayList<>();

  /** The sub-commands that may come next. */
  private List<Vocabulary.Command> expected;

  /** The declared option whose value may come next. */
  private Vocabulary.@Nullable Option awaiting;

  /** How many values it has got already. */
  private int taken;

  private boolean afterSensitive;
  private boolean afterUndeclared;
  private boolean ended;

  private Sanitizer(Vocabulary vocabulary, Placeholders placeholders) {
    this.strict = vocabulary.strict();
    this.placeholders = placeholders;
    this.undeclared = new DefaultDeny(placeholders, uses);
    this.expected = vocabulary.commands();
    scopes.add(vocabulary.options());
  }

  /** Sanitizes a command line of a program without a profile, into placeholders. */
  public static SanitizedCommand sanitize(List<String> words) {
    return sanitize(words, Vocabulary.NONE, List.of(), ArgumentPolicy.PLACEHOLDERS, new byte[] {});
  }

  /**
   * Sanitizes a command line. Takes any text, broken text too, in time linear in its length; never
   * throws.
   *
   * @param words the command first, then its arguments
   * @param vocabulary what the publisher declared, or {@link Vocabulary#NONE}
   * @param variables the names of the environment variables; looked at only where the vocabulary
   *     has a prefix for them
   * @param key this machine's, for the policies that hash; it never leaves. Empty: no digests
   */
  public static SanitizedCommand sanitize(
      List<String> words,
      Vocabulary vocabulary,
      Collection<String> variables,
      ArgumentPolicy policy,
      byte[] key) {
    Token program = ProgramName.of(words.isEmpty() ? "" : words.get(0));
    if (policy == ArgumentPolicy.NONE) {
      return new SanitizedCommand(program, List.of(), List.of(), 0, List.of());
    }
    Sanitizer sanitizer = new Sanitizer(vocabulary, new Placeholders(policy, key));
    int argsCount = Math.max(0, words.size() - 1);
    int listed = Math.min(LISTED, argsCount);
    for (int i = 1; i <= listed; i++) {
      sanitizer.tokens.add(sanitizer.next(words.get(i)));
    }
    Collection<String> fromEnvironment =
        OptionVariables.options(vocabulary.environmentPrefix(), variables, sanitizer.scopes);
    return new SanitizedCommand(
        program,
        sanitizer.commands,
        policy == ArgumentPolicy.NAMES ? List.of() : sanitizer.tokens,
        argsCount,
        sanitizer.uses.with(fromEnvironment));
  }

  private Token next(String word) {
    Vocabulary.Option option = awaiting;
    boolean secret = afterSensitive;
    boolean late = ended;
    awaiting = null;
    // Asked of a secret too: in "--token --password x" either option may be the one that takes no
    // value.
    afterSensitive = SensitiveName.awaitsValue(word);
    ended = late || word.equals("--");
    if (secret) {
      return Placeholders.redacted("", Reason.AFTER_SENSITIVE);
    }
    int before = taken;
    taken = 0;
    if (option != null && isValue(word, option, before)) {
      taken = before + 1;
      return value(word, option);
    }
    if (late) {
      return placeholders.whole(word, Reason.AFTER_END_OF_OPTIONS);
    }
    if (ended) {
      return new Token.Kept(new SafeText(word), Reason.END_OF_OPTIONS);
    }
    Token declared = declared(word);
    return declared == null ? undeclared(word) : declared;
  }

  private boolean isValue(String word, Vocabulary.Option option, int before) {
    if (before < option.arity().least()) {
      return true;
    }
    if (option.arity().most() > 1) {
      return !isOption(word) || (option.redacts() && !isDeclared(word));
    }
    // A profile that forgot that a password follows must not give it away.
    return option.redacts() ? !isDeclared(word) : option.choices().contains(word);
  }

  private Token value(String word, Vocabulary.Option option) {
    if (taken < option.arity().most() && !ended) {
      awaiting = option;
    }
    if (option.redacts()) {
      return Placeholders.redacted("", Reason.AFTER_SENSITIVE);
    }
    // "--flag --password x": the profile may be wrong about the flag. But no option holds a blank.
    afterSensitive &= !word.contains(" ");
    if (option.choices().contains(word)) {
      return new Token.Kept(new SafeText(word), Reason.CHOICE);
    }
    return placeholders.whole(word, Reason.VALUE_OF_OPTION);
  }

  private boolean isDeclared(String word) {
    return DeclaredOption.in(word, scopes) != null || command(word) != null;
  }

  /** What becomes of a declared word, or null for another. */
  private @Nullable Token declared(String word) {
    DeclaredOption option = DeclaredOption.in(word, scopes);
    if (option != null) {
      afterUndeclared = false;
      return option.value() < 0 ? name(word, option.option()) : glued(word, option);
    }
    Vocabulary.Command command = command(word);
    if (command != null) {
      afterUndeclared = false;
      commands.add(new SafeText(command.name()));
      scopes.add(command.options());
      expected = command.commands();
      return new Token.Kept(new SafeText(word), Reason.COMMAND_NAME);
    }
    return cluster(word);
  }

  private Vocabulary.@Nullable Command command(String word) {
    for (Vocabulary.Command command : expected) {
      if (command.isCalled(word)) {
        return command;
      }
    }
    return null;
  }

  private Token name(String word, Vocabulary.Option option) {
    uses.count(option.canonicalName());
    await(option);
    return new Token.Kept(new SafeText(word), Reason.DECLARED_OPTION);
  }

  private void await(Vocabulary.Option option) {
    afterSensitive = false;
    awaiting = option;
  }

  private Token glued(String word, DeclaredOption declared) {
    Vocabulary.Option option = declared.option();
    uses.count(option.canonicalName());
    afterSensitive = false;
    return glued(word, declared.value(), declared.value(), option);
  }

  private Token glued(String word, int kept, int from, Vocabulary.Option option) {
    if (option.redacts()) {
      return Placeholders.redacted(word.substring(0, kept), Reason.GLUED_TO_SENSITIVE);
    }
    if (!option.choices().isEmpty() && option.choices().contains(word.substring(from))) {
      return new Token.Kept(new SafeText(word), Reason.CHOICE);
    }
    return placeholders.glued(
        Shape.of(word, from),
        word.substring(0, kept),
        word,
        from,
        Reason.NAME_WITH_PATH,
        Reason.NAME_WITH_VALUE);
  }

  /**
   * {@code -am}, {@code -amTEXT}: letters without a value, at last one that may have one; or null
   * where one of the letters is not declared.
   */
  private @Nullable Token cluster(String word) {
    if (word.length() < 3 || word.charAt(0) != '-' || word.charAt(1) == '-') {
      return null;
    }
    List<Vocabulary.Option> letters = new ArrayList<>();
    int end = 1;
    boolean takesValue = false;
    while (end < word.length() && !takesValue) {
      boolean tooLong = letters.size() == LONGEST_CLUSTER && !repeatsItself(word);
      boolean digit = Ascii.isDigit(word.charAt(end));
      Vocabulary.Option letter = DeclaredOption.ofLetter(word.charAt(end++), scopes);
      if (letter == null || digit || tooLong) {
        return null;
      }
      letters.add(letter);
      takesValue = letter.takesValue();
    }
    for (Vocabulary.Option letter : letters) {
      uses.count(letter.canonicalName());
    }
    afterUndeclared = false;
    Vocabulary.Option last = letters.get(letters.size() - 1);
    if (end == word.length()) {
      await(last);
      return new Token.Kept(new SafeText(word), Reason.DECLARED_OPTION);
    }
    afterSensitive = false;
    return glued(word, end, word.charAt(end) == '=' ? end + 1 : end, last);
  }

  /** {@code -vvvv} */
  private static boolean repeatsItself(String word) {
    int i = 2;
    while (i < word.length() && word.charAt(i) == word.charAt(1)) {
      i++;
    }
    return i == word.length() && i <= LONGEST_REPEAT;
  }

  private Token undeclared(String word) {
    if (isNumber(word)) {
      return undeclared.option(word);
    }
    if (!isOption(word)) {
      // After an undeclared option it may be the option's value, and the sub-command may still
      // come.
      expected = afterUndeclared ? expected : List.of();
      afterUndeclared = false;
      return placeholders.whole(word, Reason.NO_RULE);
    }
    afterUndeclared = true;
    return strict ? Placeholders.unknownOption() : undeclared.option(word);
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && word.charAt(0) == '-' && !Ascii.isDigit(word.charAt(1));
  }

  private static boolean isNumber(String word) {
    return word.length() > 1 && word.charAt(0) == '-' && Ascii.isDigit(word.charAt(1));
  }
}
