package dev.telem.help;

import dev.telem.config.ProfileDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how a help text writes an option: {@code -x, --name VALUE what it does}, in all the ways in
 * which people write that.
 */
final class OptionText {
  /** {@code -x}, {@code --name}, {@code -name}, {@code --[no-]name}, {@code -?}. */
  private static final Pattern NAME =
      Pattern.compile("--?(\\[no-\\])?([A-Za-z0-9][A-Za-z0-9._+-]*|[?@#$%^!&](?=[\\s,|/=]|$))");

  /** What may stand between two names of an option. */
  private static final Pattern BETWEEN = Pattern.compile("(\\s*[,|/]\\s*|\\s+or\\s+|\\s+)(?=-)");

  /** Where the explanation begins. */
  private static final Pattern GAP = Pattern.compile("\\s{2,}|\\s+= (?=\\S)|:$");

  private static final Pattern PLACEHOLDER =
      Pattern.compile("[<\\[{('\"].*|\\.\\.\\.|[A-Z][A-Z0-9]*([^a-z]*|[_/=:,.|-].*)");
  private static final Pattern LOWER_WORD = Pattern.compile("[a-z][\\w/:=.\\[\\]-]*(\\.\\.\\.)?");

  /** {@code --all=false:} is how pflag shows a switch with its default. */
  private static final Pattern SWITCH_DEFAULT = Pattern.compile("(true|false)\\b.*");

  private static final int MAX_WORDS = 2;

  private final String text;
  private final boolean alone;
  private final List<String> names = new ArrayList<>();

  /** What switches off: {@code --no-x}, and in click's layout all behind {@code " / "}. */
  private final List<String> opposites = new ArrayList<>();

  private final List<String> values = new ArrayList<>();
  private boolean attached;
  private boolean turned;
  private int at;

  private OptionText(String text, boolean alone) {
    this.text = text;
    this.alone = alone;
  }

  /** The options of one line; none where it is something else. */
  static List<ProfileDraft.Option> read(String line) {
    String text = line.strip();
    return text.startsWith("-") ? new OptionText(text, false).options() : List.of();
  }

  /** The options of a text in which no explanation follows, such as a group of a usage. */
  static List<ProfileDraft.Option> readAlone(String text) {
    return new OptionText(text, true).options();
  }

  private List<ProfileDraft.Option> options() {
    int gap = gap();
    boolean bounded = alone || gap < text.length() || !text.contains(" ");
    while (name(gap)) {
      value(gap, bounded);
      Matcher between = BETWEEN.matcher(text).region(at, gap);
      between.useTransparentBounds(true);
      if (!between.lookingAt()) {
        break;
      }
      turned |= between.group().equals(" / ");
      at = between.end();
    }
    if (names.isEmpty()) {
      return List.of();
    }
    String comment = text.substring(Math.min(text.length(), at)).strip();
    if (comment.startsWith(":")) {
      comment = comment.substring(1).strip();
    }
    if (values.isEmpty() && comment.startsWith("<")) {
      // dpkg aligns the values too.
      at = text.length() - comment.length();
      add(token(text.length()));
      comment = text.substring(at).strip();
    }
    List<ProfileDraft.Option> options = new ArrayList<>();
    options.add(
        new ProfileDraft.Option(
            names,
            Values.least(values),
            attached ? Math.min(1, Values.most(values)) : Values.most(values),
            attached,
            false,
            Values.choices(values),
            comment));
    for (String opposite : opposites) {
      options.add(
          new ProfileDraft.Option(List.of(opposite), 0, 0, false, false, List.of(), comment));
    }
    return options;
  }

  /** Where the names and values end at the latest: at two blanks outside of brackets. */
  private int gap() {
    Matcher gap = GAP.matcher(text);
    while (gap.find()) {
      if (depth(gap.start()) == 0 && !continuesNames(gap.end())) {
        return gap.start();
      }
    }
    return text.length();
  }

  /** Some align the long names: {@code -o --output}. */
  private boolean continuesNames(int at) {
    return at < text.length()
        && text.charAt(at) == '-'
        && NAME.matcher(text).region(at, text.length()).lookingAt();
  }

  private int depth(int end) {
    int depth = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      depth += "<[{(".indexOf(c) >= 0 ? 1 : ">]})".indexOf(c) >= 0 ? -1 : 0;
    }
    return Math.max(0, depth);
  }

  private boolean name(int gap) {
    Matcher name = NAME.matcher(text).region(at, gap);
    if (!name.lookingAt()) {
      return false;
    }
    String dashes = text.startsWith("--", at) ? "--" : "-";
    String word = name.group(2);
    while (word.endsWith(".")) {
      word = word.substring(0, word.length() - 1);
    }
    if (word.endsWith("-")) {
      // The beginning of many names: --assert-<feature>.
      return false;
    }
    boolean isOpposite =
        turned || (word.startsWith("no-") && names.contains("--" + word.substring(3)));
    if (isOpposite || name.group(1) != null) {
      opposites.add(dashes + (isOpposite ? word : "no-" + word));
    }
    if (!isOpposite && !names.contains(dashes + word)) {
      names.add(dashes + word);
    }
    at = name.end();
    return true;
  }

  /** What follows a name: glued, behind {@code =}, or as words of its own. */
  private void value(int gap, boolean bounded) {
    char c = at < gap ? text.charAt(at) : 0;
    if (text.startsWith("...", at)) {
      at += 3;
    } else if (c == '=' || c == ':') {
      at++;
      String value = token(gap);
      if (c == '=' && !SWITCH_DEFAULT.matcher(value).matches()) {
        add(value.isEmpty() || value.equals("...") || value.equals("[]") ? "VALUE" : value);
      } else if (c == ':' && !value.isEmpty()) {
        add(value);
        attached = true;
      }
    } else if (c == ',' && at + 1 < gap && "<[".indexOf(text.charAt(at + 1)) >= 0) {
      // gcc: -Wl,<options>
      at++;
      add(token(gap));
      attached = true;
    } else if (c == '[' || c == '<' || c == '{' || c == '(') {
      String value = token(gap);
      add(value.startsWith("[") ? value : "<" + value + ">");
      attached = true;
    } else if (c == ' ') {
      words(gap, bounded);
    }
  }

  private void words(int gap, boolean bounded) {
    List<String> found = new ArrayList<>();
    int lowerWords = 0;
    int end = at;
    while (end < gap && text.charAt(end) == ' ') {
      at = end + 1;
      String token = token(gap);
      boolean placeholder = PLACEHOLDER.matcher(token).matches();
      boolean lower = LOWER_WORD.matcher(token).matches() && !token.equals("or");
      if (!placeholder && !lower) {
        break;
      }
      lowerWords += lower ? 1 : 0;
      found.add(token);
      end = at;
    }
    boolean wholeSpec = end >= gap || text.charAt(end) == ',' || text.charAt(end) == '|';
    if (lowerWords > 0 && (!bounded || !wholeSpec || lowerWords > MAX_WORDS)) {
      // Words of a sentence, not names of values: only placeholders in front of them count.
      end = end - String.join(" ", found).length() - (found.isEmpty() ? 0 : 1);
      int kept = 0;
      while (kept < found.size() && PLACEHOLDER.matcher(found.get(kept)).matches()) {
        end += found.get(kept).length() + 1;
        kept++;
      }
      found = found.subList(0, kept);
    }
    at = end;
    if (values.isEmpty()) {
      values.addAll(found);
      attached &= found.isEmpty();
    }
  }

  private void add(String value) {
    if (values.isEmpty()) {
      values.add(value);
    }
  }

  /** A word, in which brackets hold blanks and commas together. */
  private String token(int gap) {
    int start = at;
    int depth = 0;
    while (at < gap) {
      char c = text.charAt(at);
      if ("<[{(".indexOf(c) >= 0) {
        depth++;
      } else if (">]})".indexOf(c) >= 0) {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0 && (c == ' ' || ((c == ',' || c == '|') && !isInside(gap)))) {
        break;
      }
      at++;
    }
    return text.substring(start, at);
  }

  /** A comma that no name follows belongs to the value: {@code --define KEY,VALUE}. */
  private boolean isInside(int gap) {
    int next = at + 1;
    while (next < gap && text.charAt(next) == ' ') {
      next++;
    }
    return next == at + 1 && next < gap && text.charAt(next) != '-';
  }
}
