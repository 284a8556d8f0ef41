package dev.telem.privacy;

import java.util.List;

/**
 * The words that a publisher declared in the profile of a program, and what follows them. Only
 * these, and the names that the rules without a profile let through, leave in clear. Spec
 * privacy.md, "With a profile".
 *
 * @param commands the sub-commands of the program
 * @param options the options that may stand anywhere; those of a sub-command win over these
 * @param strict whether an option that is not declared becomes {@code <option>}
 * @param environmentPrefix what the program's environment variables begin with, {@code MYTOOL_} or
 *     {@code MYTOOL}; empty where it reads none
 */
public record Vocabulary(
    List<Command> commands, List<Option> options, boolean strict, String environmentPrefix) {
  /** Of a program without a profile. */
  public static final Vocabulary NONE = new Vocabulary(List.of(), List.of(), false, "");

  /** What the name of an option begins with. */
  static final String SIGNS = "-+/";

  private static final int LONGEST = 100;

  /** Copies the lists. */
  public Vocabulary {
    commands = List.copyOf(commands);
    options = List.copyOf(options);
  }

  /**
   * A sub-command.
   *
   * @param name what it is called in the event
   * @param aliases other words for it
   * @param commands its own sub-commands
   * @param options its options, which may stand at its sub-commands too
   */
  public record Command(
      String name, List<String> aliases, List<Command> commands, List<Option> options) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException for a name that no shell would take as one plain word, or
     *     that begins with a dash
     */
    public Command {
      aliases = List.copyOf(aliases);
      commands = List.copyOf(commands);
      options = List.copyOf(options);
      check(isPlain(name) && name.charAt(0) != '-', name);
      for (String alias : aliases) {
        check(isPlain(alias) && alias.charAt(0) != '-', alias);
      }
    }

    boolean isCalled(String word) {
      return word.equals(name) || aliases.contains(word);
    }
  }

  /**
   * An option.
   *
   * @param names all its names with their dashes: {@code -m}, {@code --message}, {@code -name}
   * @param arity how many words after it are its values; a value glued to it by {@code =} or {@code
   *     :} needs no arity
   * @param attached whether a value may follow its name without a sign: {@code -DKEY=VALUE}, {@code
   *     -Xmx2g}. An option of one letter with an arity needs no such permission
   * @param sensitive whether its values are secrets. One whose name says so is sensitive anyway
   * @param choices values that may leave in clear, unless it is sensitive
   */
  public record Option(
      List<String> names, Arity arity, boolean attached, boolean sensitive, List<String> choices) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException without a name; for a name that does not begin with {@code
     *     -}, {@code +} or {@code /}, holds {@code =}, or is no plain word; for a choice that is
     *     empty, longer than 100 characters or holds control characters
     */
    public Option {
      names = List.copyOf(names);
      choices = List.copyOf(choices);
      check(!names.isEmpty(), "an option without a name");
      for (String name : names) {
        boolean marked = isPlain(name) && SIGNS.indexOf(name.charAt(0)) >= 0;
        check(marked && name.length() > 1 && !name.contains("=") && !name.equals("--"), name);
      }
      for (String choice : choices) {
        check(!choice.isEmpty() && choice.length() <= LONGEST && isPrintable(choice), choice);
      }
    }

    /**
     * The name it is counted by, without its dashes: the first that begins with two dashes, else
     * the first of several letters, else the first.
     */
    String canonicalName() {
      String canonical = names.get(0);
      int best = 0;
      for (String name : names) {
        int rank = name.startsWith("--") ? 2 : name.length() > 2 ? 1 : 0;
        if (rank > best) {
          canonical = name;
          best = rank;
        }
      }
      return canonical.substring(canonical.startsWith("--") ? 2 : 1);
    }

    boolean redacts() {
      boolean redacts = sensitive;
      for (int i = 0; i < names.size() && !redacts; i++) {
        redacts = SensitiveName.in(names.get(i), 1, names.get(i).length());
      }
      return redacts;
    }

    /**
     * Whether a value may be glued to its letter in a cluster. To that of a secret always: a
     * profile that forgot it must not give it away.
     */
    boolean takesValue() {
      return attached || sensitive || arity.most() > 0;
    }

    boolean isLetter(char letter) {
      for (String name : names) {
        if (name.length() == 2 && name.charAt(1) == letter && name.charAt(0) == '-') {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * How many of the words after an option are its values. The first {@code least} are, whatever
   * they look like. Where more than one may follow, all until the next that begins with a dash;
   * where one may, it is one if it is among the choices, or the option is sensitive.
   *
   * @param most {@link Integer#MAX_VALUE} for as many as there are
   */
  public record Arity(int least, int most) {
    /** No word. */
    public static final Arity NONE = new Arity(0, 0);

    /** One, whatever it looks like. */
    public static final Arity ONE = new Arity(1, 1);

    /** One or none. */
    public static final Arity OPTIONAL = new Arity(0, 1);

    /** All until the next that begins with a dash. */
    public static final Arity MANY = new Arity(0, Integer.MAX_VALUE);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException for a negative number, or more at least than at most
     */
    public Arity {
      check(least >= 0 && least <= most, least + " to " + most);
    }
  }

  private static void check(boolean fits, String text) {
    if (!fits) {
      throw new IllegalArgumentException("not for a vocabulary: " + text);
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\'') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST;
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
