package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.telem.config.ProfileCheck.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileCheckTest {
  @TempDir private Path root;

  @Test
  void aGoodProfileHasNoFindings() throws Exception {
    assertThat(check(ProfileTest.EXAMPLE)).isEmpty();
  }

  @Test
  void findingsAreLinesForEditorsInTheOrderOfTheFile() throws Exception {
    assertThat(
            check(
                """
                {
                  "ci": 1, "snapshot": {"metrics": [{}]},
                  "options": {"x": 0, "--y": {"arity": "many"}},
                  "commands": {"a b": {}, "-c": {}},
                  "destinations": [{"url": "https://h", "headers": []}],
                  "strictt": true, "app": "a"
                }
                """))
        .containsExactly(
            "2:9: error: \"ci\": expected true or false, but found a number",
            "2:37: error: expected \"collection\", \"topic\" and either \"count\" or \"exact\": a"
                + " list of a program and its arguments, which prints a number or a version",
            "3:15: error: \"x\": expected a dash in front: \"-x\"",
            "3:40: error: \"options.--y.arity\": expected a number from 0 to 9, \"?\", \"*\" or"
                + " \"+\"",
            "4:16: error: \"a b\": expected one word of letters, digits and . _ + : -, which begins"
                + " with a letter or digit",
            "4:27: error: \"-c\": expected one word of letters, digits and . _ + : -, which begins"
                + " with a letter or digit",
            "5:20: error: expected \"headers\" to be an object",
            "6:3: error: \"strictt\" is not known; did you mean \"strict\"?");
  }

  @Test
  void whatASnapshotWouldRefuseIsSaidWithItsPlace() throws Exception {
    assertThat(
            check(
                """
                {"app": "a", "snapshot": {"name": "Müller & Söhne"}}
                """))
        .containsExactly(
            "1:35: error: \"snapshot.name\": expected at most 100 letters, digits, spaces and . _ -"
                + " + : / @ , ( ) #");
    assertThat(
            check(
                """
                {"app": "a", "metrics": {"exact": ["cluster/os", "cluster/x99"]}, "snapshot": {"metrics": [
                  {"collection": "totals", "topic": "a9f3", "count": ["t"]}]}}
                """))
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("1:50: warning: \"x99\" is no name"),
            second -> assertThat(second).startsWith("2:37: warning: \"topic\" is no name"));
  }

  @Test
  void whatIsProbablyNotMeantIsAWarning() throws Exception {
    assertThat(
            check(
                """
                {"level": "on", "ci": true, "strict": true, "environmentPrefix": "MYTOOL",
                 "endpoints": ["/a", "/a"]}
                """))
        .containsExactly(
            "1:1: warning: without an \"app\" events are collected under the command's own name",
            "1:2: warning: \"level\" asks for sending, but the profile names no destination",
            "1:17: warning: \"ci\" is about sending, but the profile names no destination",
            "1:29: warning: \"strict\" leaves nothing but placeholders where no command and option"
                + " is declared",
            "1:45: warning: \"environmentPrefix\" usually ends with _, as in \"MYTOOL_\"",
            "2:2: warning: \"endpoints\" holds something twice");
    assertThat(check("{\"app\": \"a\", \"destinations\": [{\"url\": \"https://h\"}]}"))
        .containsExactly(
            "1:14: warning: \"destinations\" are used for those only who switch telemetry on,"
                + " without \"level\": \"on\"");
  }

  @Test
  void aTextThatIsNoJsonHasOneFinding() throws Exception {
    assertThat(check("{\n  \"app\": \"a\"\n  \"ci\": true\n}"))
        .containsExactly("3:3: error: expected ',' or '}', but found \"\\\"\"");
  }

  @Test
  void aProfileThatIsNotThereIsNoFinding() {
    TestMachine machine = new TestMachine(root, "tool");
    assertThatThrownBy(
            () ->
                ProfileCheck.of(
                    "gone.json", machine.directories(), root, name -> !name.contains("9")))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("there is no profile \"gone.json\"");
    assertThatThrownBy(
            () -> ProfileCheck.of("gone", machine.directories(), root, name -> !name.contains("9")))
        .hasMessageContaining("no profile is installed as \"gone\" in ")
        .hasMessageContaining("/usr/share/telem/profiles")
        .hasMessageEndingWith("a file is named by its path, ./gone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\": \"1.2.3\", \"projectName\": \"my shop\", \"projectSalt\": \"\"}",
        "{\"version\": {\"command\": [\"t\"]}}",
        "{\"commands\": [\"a\", \"b:c\"]}",
        "{\"commands\": {\"a\": {\"aliases\": [\"x\"], \"commands\": [\"b\"], \"options\": {}}}}",
        "{\"options\": {\"-?\": 0, \"-#\": 0, \"-name\": 1, \"--a.b\": 9, \"-Xlint:all\": 0}}",
        "{\"options\": {\"--a\": {}, \"--b\": \"?\", \"--c\": \"*\", \"--d\": \"+\"}}",
        "{\"options\": {\"--a\": {\"arity\": 1, \"choices\": [\"x-1\"], \"attached\": false}}}",
        "{\"options\": {\"--a\": {\"arity\": 1, \"sensitive\": true}}}",
        "{\"level\": true}",
        "{\"level\": \" Off \"}",
        "{\"destinations\": [{\"type\": \"otlp\", \"url\": \"https://h:4318\"}]}",
        "{\"destinations\": [{\"url\": \"posthog+https://h\", \"apiKey\": \"k\"}]}",
        "{\"endpoints\": [], \"$schema\": \"s\"}",
        "{\"metrics\": {}, \"snapshot\": {}}",
        "{\"snapshot\": {\"name\": \"Müllers (2. Büro), Süd\"}}",
        "{\"metrics\": {\"exact\": [\"cluster/os\", \"a/@b/c\"]}}",
        "{\"snapshot\": {\"name\": \"n\", \"license\": \"l\", \"metrics\": ["
            + "{\"collection\": \"a\", \"topic\": \"@b/c\", \"key\": \"k\", \"exact\": [\"t\"]},"
            + "{\"collection\": \"a\", \"topic\": \"b\", \"count\": [\"t\", \"-n\"]}]}}",
        "{\"args\": \"hash-md5\", \"ci\": false, \"strict\": false}",
        "{\"projectName\": {\"file\": \"package.json\", \"key\": \"a.b\"}}",
      })
  void theSchemaAcceptsWhatTheReaderAccepts(String json) throws IOException {
    assertThat(errors(json)).isEmpty();
    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"x\": 1}",
        "{\"app\": \"a b\"}",
        "{\"app\": \"\"}",
        "{\"app\": \"-a\"}",
        "{\"channel\": 1}",
        "{\"snapshot\": {\"name\": \"Müller & Söhne\"}}",
        "{\"version\": {}}",
        "{\"version\": {\"command\": []}}",
        "{\"version\": {\"command\": [\" \"]}}",
        "{\"version\": {\"command\": [\"a\"], \"x\": 1}}",
        "{\"commands\": [\"a b\"]}",
        "{\"commands\": [1]}",
        "{\"commands\": {\"a/b\": {}}}",
        "{\"commands\": {\"a\": []}}",
        "{\"commands\": {\"a\": {\"alias\": []}}}",
        "{\"commands\": {\"a\": {\"aliases\": [\"-\"]}}}",
        "{\"options\": []}",
        "{\"options\": {\"a\": 0}}",
        "{\"options\": {\"-\": 0}}",
        "{\"options\": {\"--\": 0}}",
        "{\"options\": {\"---a\": 0}}",
        "{\"options\": {\"-=\": 0}}",
        "{\"options\": {\"--a=\": 0}}",
        "{\"options\": {\"--ä\": 0}}",
        "{\"options\": {\"--a\": -1}}",
        "{\"options\": {\"--a\": 10}}",
        "{\"options\": {\"--a\": 1.5}}",
        "{\"options\": {\"--a\": \"!\"}}",
        "{\"options\": {\"--a\": true}}",
        "{\"options\": {\"--a\": {\"arity\": null}}}",
        "{\"options\": {\"--a\": {\"aliases\": [\"b\"]}}}",
        "{\"options\": {\"--a\": {\"aliases\": \"-b\"}}}",
        "{\"options\": {\"--a\": {\"sensitive\": 1}}}",
        "{\"options\": {\"--a\": {\"arity\": 1, \"choices\": [\"/etc\"]}}}",
        "{\"options\": {\"--a\": {\"arity\": 1, \"choices\": [1]}}}",
        "{\"strict\": \"yes\"}",
        "{\"environmentPrefix\": \"1_\"}",
        "{\"environmentPrefix\": \"A-\"}",
        "{\"projectSalt\": 1}",
        "{\"projectSalt\": \"\\u0007\"}",
        "{\"projectName\": \" \"}",
        "{\"projectName\": {\"file\": \"a.json\"}}",
        "{\"projectName\": {\"file\": \"a.yml\", \"key\": \"n\"}}",
        "{\"projectName\": {\"file\": \"../a.json\", \"key\": \"n\"}}",
        "{\"endpoints\": [\"a\"]}",
        "{\"endpoints\": [\"/a?b\"]}",
        "{\"endpoints\": [\"/a b\"]}",
        "{\"endpoints\": {}}",
        "{\"destinations\": [{}]}",
        "{\"destinations\": [{\"url\": \"h\"}]}",
        "{\"destinations\": [{\"url\": \"https://h\", \"type\": \"x\"}]}",
        "{\"destinations\": [{\"url\": \"https://h\", \"headers\": {\"a b\": \"c\"}}]}",
        "{\"destinations\": [{\"url\": \"https://h\", \"headers\": {\"a\": {\"env\": \"X\"}}}]}",
        "{\"destinations\": [{\"url\": \"https://h\", \"allowInsecure\": false}]}",
        "{\"level\": \"loud\"}",
        "{\"level\": 1}",
        "{\"ci\": \"true\"}",
        "{\"args\": \"all\"}",
        "{\"args\": null}",
      })
  void theSchemaRefusesWhatTheReaderRefuses(String json) throws IOException {
    assertThat(errors(json)).isNotEmpty();
    assertThat(schema().validate(json, InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theSchemaKnowsEveryKeyAndDescribesIt() throws IOException {
    String schema = ProfileCheck.schema();
    List<String> keys = new ArrayList<>(ProfileReader.KEYS);
    keys.addAll(GrammarReader.COMMAND_KEYS);
    keys.addAll(GrammarReader.OPTION_KEYS);
    for (String key : keys) {
      assertThat(schema)
          .containsPattern("\"" + Pattern.quote(key) + "\": \\{\\s+\"description\": \"");
    }
  }

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(ProfileCheck.schema());
  }

  private static List<Problem> errors(String json) {
    List<Problem> problems = new ArrayList<>();
    Path file = Path.of("p");
    SourceFile source = SourceFile.parse(Source.Kind.PROFILE, file, json, problems);
    ProfileReader.read(source.root());
    return problems;
  }

  private List<String> check(String json) throws IOException, BadConfiguration {
    Path file = Files.writeString(root.resolve("p.json"), json);
    TestMachine machine = new TestMachine(root, "tool");
    return ProfileCheck.of("p.json", machine.directories(), root, name -> !name.contains("9"))
        .stream()
        .map(Finding::toString)
        .map(line -> line.replaceFirst(Pattern.quote(file.toString()) + ":", ""))
        .toList();
  }
}
