package dev.telem.privacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides, word by word, what of a command line may leave. Default deny: a word becomes a
 * placeholder unless a rule of spec privacy.md lets that very word through.
 */
public final class Sanitizer {
  /** How many arguments are looked at; the rest is only counted. */
  public static final int LISTED = 100;

  private static final String PATH = "<path>";
  private static final String VALUE = "<value>";
  private static final String REDACTED = "<redacted>";

  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, Integer> uses = new LinkedHashMap<>();
  private boolean afterSensitive;
  private boolean afterEnd;

  private Sanitizer() {}

  /**
   * Sanitizes a command line. Takes any text, broken text too, in time linear in its length; never
   * throws.
   *
   * @param words the command first, then its arguments
   */
  public static SanitizedCommand sanitize(List<String> words) {
    return new Sanitizer().read(words);
  }

  private SanitizedCommand read(List<String> words) {
    Token program = ProgramName.of(words.isEmpty() ? "" : words.get(0));
    int argsCount = Math.max(0, words.size() - 1);
    int listed = Math.min(LISTED, argsCount);
    for (int i = 1; i <= listed; i++) {
      tokens.add(next(words.get(i)));
    }
    List<OptionUse> options = new ArrayList<>(uses.size());
    for (Map.Entry<String, Integer> use : uses.entrySet()) {
      options.add(new OptionUse(new SafeText(use.getKey()), true, false, use.getValue()));
    }
    return new SanitizedCommand(program, tokens, argsCount, options);
  }

  private Token next(String word) {
    boolean secret = afterSensitive;
    boolean ended = afterEnd;
    // Asked of a secret too: in "--token --password x" either option may be the one that takes no
    // value.
    afterSensitive = SensitiveName.awaitsValue(word);
    afterEnd = ended || word.equals("--");
    if (secret) {
      return new Token.Redacted(new SafeText(REDACTED), Reason.AFTER_SENSITIVE);
    }
    if (ended) {
      return placeholder(Shape.of(word, 0), Reason.AFTER_END_OF_OPTIONS);
    }
    if (afterEnd) {
      return new Token.Kept(new SafeText(word), Reason.END_OF_OPTIONS);
    }
    if (word.startsWith("--")) {
      return longOption(word);
    }
    if (word.length() > 1 && word.charAt(0) == '-') {
      return shortOption(word);
    }
    return placeholder(Shape.of(word, 0), Reason.NO_RULE);
  }

  private Token longOption(String word) {
    int glue = Shape.keyEnd(word, 2);
    int end = glue < 0 ? word.length() : glue;
    boolean sensitive = glue >= 0 && SensitiveName.in(word, 2, glue);
    if (!OptionName.fits(word, 2, end)) {
      return placeholder(sensitive ? Shape.SECRET : Shape.OTHER, Reason.NOT_AN_OPTION_NAME);
    }
    count(word.substring(2, end));
    if (glue < 0) {
      return new Token.Kept(new SafeText(word), Reason.OPTION_NAME);
    }
    Shape shape = sensitive ? Shape.SECRET : Shape.of(word, glue + 1);
    return glued(word.substring(0, glue + 1), shape, Reason.NAME_WITH_PATH, Reason.NAME_WITH_VALUE);
  }

  private Token shortOption(String word) {
    char letter = word.charAt(1);
    if (Ascii.isDigit(letter)) {
      return new Token.Value(new SafeText(VALUE), Reason.NUMBER);
    }
    if (!Ascii.isLetter(letter)) {
      return placeholder(Shape.of(word, 0), Reason.NO_RULE);
    }
    if (word.length() == 2) {
      count(word.substring(1));
      return new Token.Kept(new SafeText(word), Reason.OPTION_LETTER);
    }
    boolean equals = word.charAt(2) == '=';
    Shape pair = equals ? Shape.OTHER : Shape.ofPair(word, 1);
    if (pair != Shape.OTHER) {
      return placeholder(pair, Reason.NO_RULE);
    }
    Shape shape = Shape.of(word, equals ? 3 : 2);
    return glued(word.substring(0, 2), shape, Reason.LETTER_WITH_PATH, Reason.LETTER_WITH_VALUE);
  }

  private static Token glued(String kept, Shape shape, Reason path, Reason value) {
    return switch (shape) {
      case PATH -> new Token.Path(new SafeText(kept + PATH), path);
      case PAIR, OTHER -> new Token.Value(new SafeText(kept + VALUE), value);
      case SECRET -> new Token.Redacted(new SafeText(kept + REDACTED), Reason.GLUED_TO_SENSITIVE);
    };
  }

  private static Token placeholder(Shape shape, Reason otherwise) {
    return glued(
        "", shape, Reason.LOOKS_LIKE_PATH, shape == Shape.PAIR ? Reason.KEY_WITH_VALUE : otherwise);
  }

  private void count(String option) {
    Integer before = uses.get(option);
    uses.put(option, before == null ? 1 : before + 1);
  }
}
