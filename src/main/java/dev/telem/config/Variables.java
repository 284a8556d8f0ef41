package dev.telem.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The environment, with every name also asked for with the app's in front: {@code
 * MY_TOOL_TELEMETRY} for {@code my-tool}. Where a profile calls the app otherwise both names count,
 * so that no profile makes a person's opt-out unheard. A blank value is as good as none, as the
 * DO_NOT_TRACK convention has it.
 */
final class Variables {
  private static final List<String> SWITCHES = List.of("TELEMETRY", "TELEMETRY_ENABLED");
  private static final List<String> OPT_OUTS =
      List.of("TELEMETRY_DISABLE", "TELEMETRY_DISABLED", "TELEMETRY_OPTOUT", "TELEMETRY_OPT_OUT");

  private final Map<String, String> environment;
  private final List<String> prefixes;
  private final List<Problem> problems;

  Variables(Map<String, String> environment, String app, List<Problem> problems) {
    this(environment, app.isBlank() ? List.of() : List.of(prefix(app)), problems);
  }

  private Variables(
      Map<String, String> environment, List<String> prefixes, List<Problem> problems) {
    this.environment = environment;
    this.prefixes = prefixes;
    this.problems = problems;
  }

  /** The same variables, and those of the app's other name behind them. */
  Variables alsoOf(String app) {
    String other = prefix(app);
    if (app.isBlank() || prefixes.contains(other)) {
      return this;
    }
    List<String> all = new ArrayList<>(prefixes);
    all.add(other);
    return new Variables(environment, all, problems);
  }

  /** A variable that is set. */
  record Variable(String name, String value) {
    Source source() {
      return Source.variable(name);
    }
  }

  /** The app's variable of this name, else the plain one; null where neither is set. */
  @Nullable Variable find(String name) {
    for (String prefix : prefixes) {
      Variable own = exact(prefix + name);
      if (own != null) {
        return own;
      }
    }
    return exact(name);
  }

  /** The variable that is called exactly so. */
  @Nullable Variable exact(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : new Variable(name, value.trim());
  }

  boolean isYes(String name) {
    Variable variable = exact(name);
    return variable != null && Answer.to(variable.value()) == Answer.YES;
  }

  /** What stands before the app's own variables, {@code MY_TOOL_}; none where no app is known. */
  List<String> prefixes() {
    return prefixes;
  }

  void problem(Variable variable, String sentence) {
    problems.add(new Problem(variable.source(), sentence));
  }

  /** Ranks 1 and 2 of consent.md: what the variables say against telemetry. */
  void addOptOuts(List<Statement> statements) {
    statements.add(doNotTrack());
    for (String name : SWITCHES) {
      for (String prefix : prefixes) {
        addSwitch(prefix + name, false, statements);
      }
      addSwitch(name, false, statements);
    }
    for (String name : OPT_OUTS) {
      for (String prefix : prefixes) {
        statements.add(optOut(prefix + name));
      }
      statements.add(optOut(name));
    }
  }

  /** Rank 5 of consent.md: the variables that ask for telemetry. */
  void addOptIns(List<Statement> statements) {
    for (String name : SWITCHES) {
      for (String prefix : prefixes) {
        addSwitch(prefix + name, true, statements);
      }
      addSwitch(name, true, statements);
    }
  }

  private Statement doNotTrack() {
    Variable variable = exact("DO_NOT_TRACK");
    if (variable == null) {
      return notSet(Rank.DO_NOT_TRACK, "DO_NOT_TRACK");
    }
    String said = Shape.shortened(variable.value());
    return switch (variable.value().toLowerCase(Locale.ROOT)) {
      case "0", "false", "no", "off" ->
          new Statement.Silent(Rank.DO_NOT_TRACK, variable.source(), said);
      default -> new Statement.Wants(Rank.DO_NOT_TRACK, variable.source(), Level.OFF, said);
    };
  }

  /** A switch that says "on" speaks among the opt-ins, with any other value among the opt-outs. */
  private void addSwitch(String name, boolean asOptIn, List<Statement> statements) {
    Variable variable = exact(name);
    Answer answer = variable == null ? Answer.NO : Answer.to(variable.value());
    if (asOptIn != (answer == Answer.YES)) {
      return;
    }
    Rank rank = asOptIn ? Rank.OPT_IN : Rank.OPT_OUT;
    if (variable == null) {
      statements.add(notSet(rank, name));
    } else if (answer == Answer.UNREADABLE) {
      statements.add(unreadable(rank, variable, "on, off or local"));
    } else {
      statements.add(
          new Statement.Wants(
              rank, variable.source(), answer.level(), Shape.shortened(variable.value())));
    }
  }

  private Statement optOut(String name) {
    Variable variable = exact(name);
    if (variable == null) {
      return notSet(Rank.OPT_OUT, name);
    }
    Answer answer = Answer.to(variable.value());
    String said = Shape.shortened(variable.value());
    if (answer == Answer.YES) {
      return new Statement.Wants(Rank.OPT_OUT, variable.source(), Level.OFF, said);
    }
    return answer == Answer.NO
        ? new Statement.Silent(Rank.OPT_OUT, variable.source(), said)
        : unreadable(Rank.OPT_OUT, variable, "true or false");
  }

  private Statement unreadable(Rank rank, Variable variable, String expected) {
    String sentence =
        JsonText.quoted(Shape.shortened(variable.value()))
            + " cannot be read, which means off; expected "
            + expected;
    problem(variable, sentence);
    return new Statement.Unreadable(rank, variable.source(), sentence);
  }

  private static Statement notSet(Rank rank, String name) {
    return new Statement.Silent(rank, Source.variable(name), "not set");
  }

  /** The app's name as its variables begin with it: {@code MY_TOOL_}. */
  static String prefix(String app) {
    char[] name = new char[app.length() + 1];
    for (int i = 0; i < app.length(); i++) {
      char c = app.charAt(i);
      if (c >= 'a' && c <= 'z') {
        c = (char) (c - 'a' + 'A');
      } else if (!Shape.isAlphanumeric(c)) {
        c = '_';
      }
      name[i] = c;
    }
    name[app.length()] = '_';
    return new String(name);
  }
}
