package dev.telem.privacy;

/** What becomes of a word that nobody declared. Spec privacy.md, "Without a profile". */
final class DefaultDeny {
  private final Placeholders placeholders;
  private final OptionUses uses;

  DefaultDeny(Placeholders placeholders, OptionUses uses) {
    this.placeholders = placeholders;
    this.uses = uses;
  }

  /** Of a word that begins with a dash and is neither {@code -} nor {@code --}. */
  Token option(String word) {
    return word.charAt(1) == '-' ? longOption(word) : shortOption(word);
  }

  private Token longOption(String word) {
    int glue = Shape.keyEnd(word, 2);
    int end = glue < 0 ? word.length() : glue;
    boolean sensitive = glue >= 0 && SensitiveName.in(word, 2, glue);
    if (!OptionName.fits(word, 2, end)) {
      Shape shape = sensitive ? Shape.SECRET : Shape.OTHER;
      return placeholders.whole(shape, word, Reason.NOT_AN_OPTION_NAME);
    }
    uses.count(word.substring(2, end));
    if (glue < 0) {
      return new Token.Kept(new SafeText(word), Reason.OPTION_NAME);
    }
    Shape shape = sensitive ? Shape.SECRET : Shape.of(word, glue + 1);
    return placeholders.glued(
        shape,
        word.substring(0, glue + 1),
        word,
        glue + 1,
        Reason.NAME_WITH_PATH,
        Reason.NAME_WITH_VALUE);
  }

  private Token shortOption(String word) {
    char letter = word.charAt(1);
    if (Ascii.isDigit(letter)) {
      return placeholders.whole(Shape.OTHER, word, Reason.NUMBER);
    }
    if (!Ascii.isLetter(letter)) {
      return placeholders.whole(word, Reason.NO_RULE);
    }
    if (word.length() == 2) {
      uses.count(word.substring(1));
      return new Token.Kept(new SafeText(word), Reason.OPTION_LETTER);
    }
    boolean equals = word.charAt(2) == '=';
    Shape pair = equals ? Shape.OTHER : Shape.ofPair(word, 1);
    if (pair != Shape.OTHER) {
      return placeholders.whole(pair, word, Reason.NO_RULE);
    }
    int from = equals ? 3 : 2;
    return placeholders.glued(
        Shape.of(word, from),
        word.substring(0, 2),
        word,
        from,
        Reason.LETTER_WITH_PATH,
        Reason.LETTER_WITH_VALUE);
  }
}
