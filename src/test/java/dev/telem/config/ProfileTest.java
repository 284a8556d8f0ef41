package dev.telem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.config.Contents.Arguments;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.Profile.Command;
import dev.telem.config.Profile.Option;
import dev.telem.config.Profile.ProjectName;
import dev.telem.config.Profile.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {
  static final String EXAMPLE =
      """
      // how mytool is called
      {
        "$schema": "profile-schema-1.json",
        "app": "mytool",
        "version": {"command": ["mytool", "--version"]},
        "channel": "stable",
        "options": {
          "--verbose": {"aliases": ["-v"]},
          "--color": {"arity": "?", "attached": true, "choices": ["auto", "always", "never"]},
          "-C": 1,
          "--token": {"arity": 1, "sensitive": true},
        },
        "commands": {
          "deploy": {
            "aliases": ["d"],
            "options": {"--force": 0, "-D": {"arity": 1, "attached": true}, "--files": "*"},
          },
          "stack": {"commands": ["up", "down"]},
          "make:model": {},
        },
        "strict": true,
        "environmentPrefix": "MYTOOL_",
        "projectSalt": "s",
        "projectName": {"file": "package.json", "key": "name"},
        "endpoints": ["/api/users/{id}"],
        "destinations": [
          {"url": "https://t.example.com/v1", "headers": {"X-Team": "7"}},
          {"url": "posthog+https://KEY@eu.example.com"},
        ],
        "level": "on",
        "ci": true,
        "args": "hash", /* and
        nothing else */
      }
      """;

  @Test
  void aProfileIsReadAsItIsWritten() {
    List<Problem> problems = new ArrayList<>();
    Profile profile = read(EXAMPLE, problems);
    assertThat(problems).isEmpty();
    assertThat(profile.app()).contains("mytool");
    assertThat(profile.version()).contains(new Version.Printed(List.of("mytool", "--version")));
    assertThat(profile.channel()).contains("stable");
    assertThat(profile.strict()).isTrue();
    assertThat(profile.environmentPrefix()).contains("MYTOOL_");
    assertThat(profile.projectSalt()).isEqualTo("s");
    assertThat(profile.projectName()).contains(new ProjectName.InFile("package.json", "name"));
    assertThat(profile.endpoints()).containsExactly("/api/users/{id}");
    assertThat(profile.destinations())
        .extracting(Destination::masked)
        .containsExactly(
            "native https://t.example.com/v1, X-Team: ****",
            "posthog https://eu.example.com, key ****");
    assertThat(profile.destinations()).noneMatch(Destination::namedByPerson);
    assertThat(profile.level()).extracting("level").isEqualTo(Level.ON);
    assertThat(profile.ci()).isTrue();
    assertThat(profile.arguments()).contains(Arguments.HASH);
    assertThat(profile.tool().options())
        .containsExactly(
            new Option("--verbose", List.of("-v"), 0, 0, false, false, List.of()),
            new Option("--color", List.of(), 0, 1, true, false, List.of("auto", "always", "never")),
            new Option("-C", List.of(), 1, 1, false, false, List.of()),
            new Option("--token", List.of(), 1, 1, false, true, List.of()));
    assertThat(profile.tool().commands())
        .containsExactly(
            new Command(
                "deploy",
                List.of("d"),
                List.of(
                    new Option("--force", List.of(), 0, 0, false, false, List.of()),
                    new Option("-D", List.of(), 1, 1, true, false, List.of()),
                    new Option("--files", List.of(), 0, Profile.MANY, false, false, List.of())),
                List.of()),
            new Command("stack", List.of(), List.of(), List.of(named("up"), named("down"))),
            named("make:model"));
  }

  @Test
  void anEmptyProfileDeclaresNothing() {
    List<Problem> problems = new ArrayList<>();
    Profile profile = read("{}", problems);
    assertThat(problems).isEmpty();
    assertThat(profile.tool()).isEqualTo(named(""));
    assertThat(profile.level()).isInstanceOf(Statement.Silent.class);
    assertThat(profile.projectSalt()).isEmpty();
    assertThat(profile.arguments()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"strickt\": true|2:1|\"strickt\" is not known; did you mean \"strict\"?",
        "\"strict\": 1|2:11|\"strict\": expected true or false, but found a number",
        "\"app\": \"my tool\"|2:8|\"app\": expected a word of at most 40 letters, digits and . _ +"
            + " -",
        "\"version\": {}|2:12|\"version\": expected \"command\": a list of the program and its"
            + " arguments",
        "\"version\": 1|2:12|\"version\": expected a word of at most 40 letters, digits and . _ +"
            + " -, or {\"command\": [\"mytool\", \"--version\"]}",
        "\"options\": {\"message\": 1}|2:13|\"message\": expected a dash in front: \"--message\"",
        "\"options\": {\"m\": 1}|2:13|\"m\": expected a dash in front: \"-m\"",
        "\"options\": {\"--a b\": 1}|2:13|\"--a b\": expected letters, digits and . _ + : - after"
            + " one or two dashes",
        "\"options\": {\"--a=b\": 1}|2:13|\"--a=b\": expected letters, digits and . _ + : - after"
            + " one or two dashes",
        "\"options\": {\"--a\": 10}|2:20|\"options.--a\": expected a number from 0 to 9, \"?\","
            + " \"*\" or \"+\"",
        "\"options\": {\"--a\": {\"arty\": 1}}|2:21|\"options.--a.arty\" is not known; did you mean"
            + " \"options.--a.arity\"?",
        "\"options\": {\"--a\": {\"senstive\": true}}|2:21|\"options.--a.senstive\" is not known;"
            + " did you mean \"options.--a.sensitive\"?",
        "\"options\": {\"--a\": 0, \"--b\": {\"aliases\": [\"--a\"]}}|2:43|\"--a\" is a name of"
            + " \"--a\" already",
        "\"options\": {\"--a\": {\"aliases\": [\"--a\"]}}|2:33|\"--a\" is never reached: it is a"
            + " name of this already",
        "\"options\": {\"--a\": {\"aliases\": \"-a\"}}|2:32|\"options.--a.aliases\": expected a"
            + " list of strings, but found a string",
        "\"options\": {\"--a\": {\"attached\": true}}|2:20|\"attached\" is about a value; expected"
            + " an \"arity\" too",
        "\"options\": {\"--a\": {\"choices\": [\"x\"]}}|2:20|\"choices\" are values; expected an"
            + " \"arity\" too",
        "\"options\": {\"--a\": {\"arity\": 1, \"sensitive\": true, \"choices\": [\"x\"]}}|2:20|the"
            + " values of a sensitive option are never sent; expected no \"choices\"",
        "\"options\": {\"--a\": {\"arity\": 1, \"choices\": [\"a"
            + " b\"]}}|2:45|\"options.--a.choices[]\": expected a word of at most 40 letters,"
            + " digits and . _ + - that may leave",
        "\"commands\": {\"a b\": {}}|2:14|\"a b\": expected one word of letters, digits and . _ + :"
            + " -, which begins with a letter or digit",
        "\"commands\": [\"-a\"]|2:14|\"-a\": expected one word of letters, digits and . _ + : -,"
            + " which begins with a letter or digit",
        "\"commands\": {\"a\": {}, \"b\": {\"aliases\": [\"a\"]}}|2:41|\"a\" is a name of \"a\""
            + " already",
        "\"commands\": {\"a\": 1}|2:19|\"commands.a\": expected an object, which may be empty: {},"
            + " but found a number",
        "\"commands\": {\"a\": {\"commnads\": {}}}|2:20|\"commands.a.commnads\" is not known; did"
            + " you mean \"commands.a.commands\"?",
        "\"environmentPrefix\": \"MY-TOOL_\"|2:22|\"environmentPrefix\": expected letters, digits"
            + " and _, such as \"MYTOOL_\"",
        "\"projectName\": {\"file\": \"a/b.json\", \"key\": \"n\"}|2:25|\"projectName.file\":"
            + " expected the name of a .json file, without folders",
        "\"projectName\": {\"file\": \"b.json\"}|2:16|\"projectName\": expected both \"file\" and"
            + " \"key\"",
        "\"endpoints\": [\"api\"]|2:15|\"endpoints[]\": expected a path such as"
            + " \"/api/users/{id}\"",
        "\"destinations\": [{\"url\": \"ftp://h\"}]|2:18|expected https:, http:, posthog+https:,"
            + " otlp+https: or snapshot+https:",
        "\"destinations\": [{\"url\": \"https://h\", \"allowInsecure\": true}]|2:18|only a person"
            + " may allow plain http, in their own configuration",
        "\"destinations\": [{\"url\": \"https://h\", \"headers\": {\"A\": {\"env\": \"AWS_KEY\"}}}]"
            + "|2:18|\"A\": expected a string; a profile may not send what is on the machine",
        "\"destinations\": [{\"url\": \"https://h\", \"headers\": {\"A\": {\"file\":"
            + " \"~/.netrc\"}}}]|2:18|\"A\": expected a string; a profile may not send what is on"
            + " the machine",
        "\"level\": \"loud\"|2:10|\"level\": \"loud\" cannot be read, which means off; expected"
            + " off, local or on",
        "\"args\": \"everything\"|2:9|\"args\": expected placeholders, hash, hash-md5, names or"
            + " none",
      })
  void everyMistakeIsExplainedWhereItIs(String member, String place, String sentence) {
    List<Problem> problems = new ArrayList<>();
    read("{\n" + member + "}", problems);
    assertThat(problems)
        .extracting(Problem::toString)
        .containsExactly("p:" + place + ": " + sentence);
  }

  @Test
  void plainHttpLeavesThisMachineForNoProfile() {
    List<Problem> problems = new ArrayList<>();
    read("{\"destinations\": [{\"url\": \"http://h\"}]}", problems);
    assertThat(problems).hasSize(1);
    problems.clear();
    read("{\"destinations\": [{\"url\": \"http://127.0.0.1:8080\"}]}", problems);
    assertThat(problems).isEmpty();
  }

  private static Command named(String name) {
    return new Command(name, List.of(), List.of(), List.of());
  }

  static Profile read(String json, List<Problem> problems) {
    try {
      return profile(JsonReader.readObject(json), problems);
    } catch (MalformedJson malformed) {
      throw new AssertionError(malformed.sentence(), malformed);
    }
  }

  static Profile profile(JsonObject object, List<Problem> problems) {
    Source source = new Source(Source.Kind.PROFILE, "p", 0, 0);
    return ProfileReader.read(new Section(source, "", object, problems));
  }
}
