package dev.telem.privacy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which options the names of environment variables set: {@code MYTOOL_OUTPUT_DIR} is {@code
 * --output-dir} (spec events.md, {@code asEnv}). Looks at names only, never at a value.
 */
final class OptionVariables {
  private OptionVariables() {}

  /**
   * The canonical names of the options of which the variables hold a name, in the order of the
   * options.
   *
   * @param prefix of the publisher's variables, with or without its last underscore; without one no
   *     option is found
   */
  static Set<String> options(
      String prefix, Collection<String> variables, List<List<Vocabulary.Option>> scopes) {
    List<String> own = own(prefix, variables);
    if (own.isEmpty()) {
      return Set.of();
    }
    Set<String> found = new LinkedHashSet<>();
    for (List<Vocabulary.Option> scope : scopes) {
      for (Vocabulary.Option option : scope) {
        if (isAmong(own, option)) {
          found.add(option.canonicalName());
        }
      }
    }
    return found;
  }

  /** The variables under the prefix, without it. */
  private static List<String> own(String prefix, Collection<String> variables) {
    List<String> own = new ArrayList<>();
    String start = prefix.endsWith("_") ? prefix : prefix + "_";
    if (start.length() > 1) {
      for (String variable : variables) {
        if (variable.startsWith(start)) {
          own.add(variable.substring(start.length()));
        }
      }
    }
    return own;
  }

  private static boolean isAmong(List<String> variables, Vocabulary.Option option) {
    for (String name : option.names()) {
      for (String variable : variables) {
        // A letter alone is too little: MYTOOL_C is seldom -c.
        if (name.length() > 2 && names(variable, name)) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code OUTPUT_DIR} is {@code --output-dir} and {@code --outputDir}. */
  private static boolean names(String variable, String option) {
    int v = 0;
    int o = 0;
    while (true) {
      v = skipSigns(variable, v);
      o = skipSigns(option, o);
      if (v == variable.length() || o == option.length()) {
        return v == variable.length() && o == option.length();
      }
      if (Character.toUpperCase(variable.charAt(v++))
          != Character.toUpperCase(option.charAt(o++))) {
        return false;
      }
    }
  }

  private static int skipSigns(String text, int from) {
    int i = from;
    while (i < text.length() && !Ascii.isLetterOrDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
