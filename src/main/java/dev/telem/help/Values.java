package dev.telem.help;

import dev.telem.config.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the placeholders of an option's values tell: how many there are, and which are allowed. */
final class Values {
  private static final int MANY = Profile.MANY;

  /** A whole placeholder in brackets: {@code [VALUE]}, {@code [=VALUE]}. */
  private static final Pattern OPTIONAL =
      Pattern.compile("\\[[^\\[\\]]*(\\[[^\\[\\]]*\\])*[^\\[\\]]*\\](\\.\\.\\.)?");

  /** {@code {a,b}}, {@code <a|b>}, {@code [a|b]}, {@code (a|b)} or {@code a|b}. */
  private static final Pattern CHOICES =
      Pattern.compile("=?[<\\[{(]*=?([a-z0-9][\\w.+-]*([|,][a-z0-9][\\w.+-]*)+)[>\\]})]*");

  /** How the explanation of an option lists its values. */
  private static final Pattern LISTED =
      Pattern.compile(
          "\\[possible values: ([^\\]]+)\\]|\\b[Oo]ne of:? \\(([^)]+)\\)"
              + "|\\((\"?[a-z0-9][\\w.-]+\"?(?:\\|\"?[a-z0-9][\\w.-]+\"?)+)\\)"
              + "|\\((\"[\\w.-]+\"(?:, \"[\\w.-]+\")+)\\)");

  private Values() {}

  static int least(List<String> values) {
    int least = 0;
    for (String value : values) {
      boolean optional = OPTIONAL.matcher(value).matches() && !isChoice(value);
      least += optional || value.equals("...") ? 0 : 1;
    }
    return least;
  }

  static int most(List<String> values) {
    int most = 0;
    for (String value : values) {
      // In "<name>[,<name>...]" commas hold them together: one word.
      if (value.contains("...") && value.indexOf(',') < 0) {
        return MANY;
      }
      most++;
    }
    return most;
  }

  static List<String> choices(List<String> values) {
    if (values.size() != 1) {
      return List.of();
    }
    Matcher choices = CHOICES.matcher(values.getFirst());
    return choices.matches() ? words(choices.group(1)) : List.of();
  }

  /** The values that an explanation lists; none where it lists none. */
  static List<String> listedIn(String comment) {
    Matcher listed = LISTED.matcher(comment);
    if (listed.find()) {
      for (int group = 1; group <= listed.groupCount(); group++) {
        if (listed.group(group) != null) {
          return words(listed.group(group));
        }
      }
    }
    return List.of();
  }

  private static boolean isChoice(String value) {
    return value.indexOf('|') > 0 && !value.startsWith("[=") && CHOICES.matcher(value).matches();
  }

  private static List<String> words(String list) {
    List<String> words = new ArrayList<>();
    for (String word : list.replace("\"", "").split("[|,]", -1)) {
      if (!word.isBlank() && !words.contains(word.strip())) {
        words.add(word.strip());
      }
    }
    return words;
  }
}
