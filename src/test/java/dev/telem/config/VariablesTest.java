package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
  private static final List<String> TRUE = List.of("1", "true", "yes", "on", "y", "t", "enabled");
  private static final List<String> FALSE =
      List.of("0", "false", "no", "off", "n", "f", "disabled");
  private static final List<String> GARBAGE =
      List.of("2", "-1", "maybe", "tru e", "nö", "null", "ᵒff");
  private static final List<String> SWITCHES = List.of("TELEMETRY", "TELEMETRY_ENABLED");
  private static final List<String> OPT_OUTS =
      List.of("TELEMETRY_DISABLE", "TELEMETRY_DISABLED", "TELEMETRY_OPTOUT", "TELEMETRY_OPT_OUT");

  /** Every variable in both forms with every value in several spellings, and what it says. */
  static Stream<Arguments> variables() {
    List<Arguments> rows = new ArrayList<>();
    for (String form : List.of("", "MY_TOOL_")) {
      for (String name : SWITCHES) {
        addRows(rows, form + name, TRUE, "OPT_IN on");
        addRows(rows, form + name, FALSE, "OPT_OUT off");
        addRows(rows, form + name, List.of("local"), "OPT_OUT local");
        addRows(rows, form + name, GARBAGE, "OPT_OUT unreadable");
      }
      for (String name : OPT_OUTS) {
        addRows(rows, form + name, TRUE, "OPT_OUT off");
        addRows(rows, form + name, FALSE, "OPT_OUT silent");
        addRows(rows, form + name, List.of("local"), "OPT_OUT unreadable");
        addRows(rows, form + name, GARBAGE, "OPT_OUT unreadable");
      }
    }
    addRows(rows, "DO_NOT_TRACK", List.of("0", "false", "no", "off"), "DO_NOT_TRACK silent");
    addRows(rows, "DO_NOT_TRACK", TRUE, "DO_NOT_TRACK off");
    addRows(rows, "DO_NOT_TRACK", List.of("n", "f", "disabled", "local"), "DO_NOT_TRACK off");
    addRows(rows, "DO_NOT_TRACK", GARBAGE, "DO_NOT_TRACK off");
    return rows.stream();
  }

  private static void addRows(
      List<Arguments> rows, String name, List<String> values, String expected) {
    for (String value : values) {
      String upper = value.toUpperCase(Locale.ROOT);
      String mixed = upper.charAt(0) + value.substring(1);
      for (String spelling : List.of(value, upper, mixed, "  " + value + "\t")) {
        rows.add(arguments(name, spelling, expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variables")
  void aVariableSaysWhatItsSpellingMeans(String name, String value, String expected) {
    List<Problem> problems = new ArrayList<>();
    List<Statement> statements = statements(Map.of(name, value), "my-tool", problems);
    List<Statement> own = statements.stream().filter(s -> s.source().name().equals(name)).toList();
    assertThat(own).hasSize(1);
    assertThat(own.getFirst().rank() + " " + meaning(own.getFirst())).isEqualTo(expected);
    assertThat(problems).hasSize(expected.endsWith("unreadable") ? 1 : 0);
    assertThat(statements)
        .filteredOn(s -> !s.source().name().equals(name))
        .allSatisfy(s -> assertThat(s).isInstanceOf(Statement.Silent.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u2003"})
  void anEmptyVariableIsAsGoodAsNone(String empty) {
    for (String name : Stream.concat(SWITCHES.stream(), OPT_OUTS.stream()).toList()) {
      List<Problem> problems = new ArrayList<>();
      Map<String, String> environment =
          Map.of(name, empty, "X_" + name, empty, "DO_NOT_TRACK", empty);
      assertThat(statements(environment, "x", problems))
          .isEqualTo(statements(Map.of(), "x", problems));
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void everyNameIsAskedForInOrderAlsoWhereNothingIsSet() {
    assertThat(statements(Map.of(), "a", new ArrayList<>()))
        .extracting(s -> s.source().name())
        .containsExactly(
            "DO_NOT_TRACK",
            "A_TELEMETRY",
            "TELEMETRY",
            "A_TELEMETRY_ENABLED",
            "TELEMETRY_ENABLED",
            "A_TELEMETRY_DISABLE",
            "TELEMETRY_DISABLE",
            "A_TELEMETRY_DISABLED",
            "TELEMETRY_DISABLED",
            "A_TELEMETRY_OPTOUT",
            "TELEMETRY_OPTOUT",
            "A_TELEMETRY_OPT_OUT",
            "TELEMETRY_OPT_OUT");
    assertThat(statements(Map.of(), "", new ArrayList<>())).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource({
    "werf,WERF_",
    "my-tool,MY_TOOL_",
    "My.Tool 2,MY_TOOL_2_",
    "a_b+c,A_B_C_",
    "größe,GR__E_",
    "7zip,7ZIP_",
    "'',''",
    "' ',''",
  })
  void anAppsVariablesBeginWithItsNameInCapitals(String app, String prefix) {
    assertThat(String.join("", new Variables(Map.of(), app, new ArrayList<>()).prefixes()))
        .isEqualTo(prefix);
  }

  @Test
  void theAppsOwnVariableOutranksThePlainOneUnlessItIsEmpty() {
    Map<String, String> environment =
        Map.of(
            "A_TELEMETRY_X",
            " own ",
            "TELEMETRY_X",
            "plain",
            "A_TELEMETRY_Y",
            "",
            "TELEMETRY_Y",
            "y");
    Variables variables = new Variables(environment, "a", new ArrayList<>());
    assertThat(variables.find("TELEMETRY_X"))
        .isEqualTo(new Variables.Variable("A_TELEMETRY_X", "own"));
    assertThat(variables.find("TELEMETRY_Y")).isEqualTo(new Variables.Variable("TELEMETRY_Y", "y"));
    assertThat(variables.find("TELEMETRY_Z")).isNull();
  }

  @Test
  void aLongUnreadableValueIsShownShortened() {
    List<Problem> problems = new ArrayList<>();
    Statement said = statements(Map.of("TELEMETRY", "x".repeat(5_000)), "", problems).get(1);
    assertThat(said.said()).hasSizeLessThan(120).contains("cannot be read, which means off");
    assertThat(problems.getFirst().toString()).startsWith("TELEMETRY: \"xxx");
  }

  private static List<Statement> statements(
      Map<String, String> environment, String app, List<Problem> problems) {
    Variables variables = new Variables(environment, app, problems);
    List<Statement> statements = new ArrayList<>();
    variables.addOptOuts(statements);
    variables.addOptIns(statements);
    return statements;
  }

  private static String meaning(Statement statement) {
    return switch (statement) {
      case Statement.Wants wants -> wants.level().word();
      case Statement.Unreadable unreadable -> "unreadable";
      case Statement.Silent silent -> "silent";
    };
  }
}
