package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README says of what leaves is what leaves: each line of its tables of words. */
@ExtendWith(Worlds.class)
class ReadmeTablesIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** A line of such a table: what is typed, and what is recorded, the command first. */
  record Row(List<String> typed, List<String> recorded) {
    @Override
    public String toString() {
      return String.join(" ", typed);
    }
  }

  static Stream<Row> withoutAProfile() throws IOException {
    return rows("words").stream();
  }

  static Stream<Row> withTheProfile() throws IOException {
    return rows("profile words").stream();
  }

  @ParameterizedTest
  @MethodSource("withoutAProfile")
  void aLineWithoutAProfile(Row row, Program program) throws IOException {
    assertThat(recorded(program, row)).isEqualTo(row.recorded());
  }

  @ParameterizedTest
  @MethodSource("withTheProfile")
  void aLineWithTheProfile(Row row, Program program) throws IOException {
    Path profile = program.directory().resolve("mytool.json");
    program.write(profile, profile()).with("TELEMETRY_PROFILE", profile.toString());

    assertThat(recorded(program, row)).isEqualTo(row.recorded());
  }

  @Test
  void theLastLineInAStrictProfile(Program program) throws IOException {
    Path profile = program.directory().resolve("mytool.json");
    program
        .write(profile, profile().replaceFirst("\\{", "{\"strict\": true,"))
        .with("TELEMETRY_PROFILE", profile.toString());
    Row last = rows("profile words").getLast();

    assertThat(last.recorded()).endsWith("deploy", "--unknown", "<value>");
    assertThat(recorded(program, last))
        .containsExactly("mytool deploy", "deploy", "<option>", "<value>");
  }

  private static List<String> recorded(Program program, Row row) throws IOException {
    List<String> words = new ArrayList<>(List.of("preview", "--json", "--"));
    words.addAll(row.typed());
    JsonNode preview = JSON.readTree(program.telem(words.toArray(String[]::new)).out());
    List<String> recorded = new ArrayList<>(List.of(preview.path("command").asText()));
    preview.path("args").forEach(word -> recorded.add(word.asText()));
    return recorded;
  }

  private static List<Row> rows(String mark) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Readme.between(mark).lines().toList()) {
      List<String> quoted = QUOTED.matcher(line).results().map(match -> match.group(1)).toList();
      if (!quoted.isEmpty()) {
        rows.add(new Row(words(quoted.getFirst()), quoted.subList(1, quoted.size())));
      }
    }
    assertThat(rows).hasSizeGreaterThan(4);
    return rows;
  }

  private static String profile() throws IOException {
    return Readme.between("profile").replace("```json", "").replace("```", "");
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}
