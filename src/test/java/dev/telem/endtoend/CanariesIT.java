package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of what was typed nothing stands in any byte that telem writes, shows or sends: a canary is
 * planted in every place of a command line, and looked for, in pieces of four characters, in every
 * output of the program. What the sanitizer does with hundreds of thousands of lines more is
 * CanaryTest's.
 */
@ExtendWith(Worlds.class)
class CanariesIT {
  private static final String CANARY = "qZ7vK2mXw9";

  /** No canary's piece by its words; digests and random ids are hexadecimal, and hold no upper. */
  private static final List<String> PLACES =
      List.of(
          "%s",
          "./%s",
          "/home/%s/x",
          "../%s",
          "~%s",
          "C:\\%s\\x",
          "\\\\%s\\share",
          "file:///%s",
          "s3://%s/x",
          "--out=%s",
          "--out=./%s",
          "--out:%s",
          "--token=%s",
          "--token:%s",
          "-p%s",
          "-p/%s",
          "-Dkey=%s",
          "-D%s=x",
          "/p:k=%s",
          "+%s",
          "@%s",
          "key=%s",
          "%s=x",
          "%s@example.com",
          "https://u:%s@host/x?t=%s#%s",
          "postgres://u:%s@db/%s",
          "{\"a\":\"%s\"}",
          "SELECT '%s' FROM t",
          "–%s",
          "--%s_x",
          "--%s.x",
          "--x-%s",
          "--%s",
          "eyJhbGciOiJIUzI1NiJ9.%s.%s",
          "AKIA%s",
          "%%s%",
          "A=%s",
          "é%s",
          "\u001b[31m%s",
          "line\n%s",
          "--\n%s",
          "-x %s",
          "-%s",
          "x%s",
          "TOKEN=%s",
          "s/%s/x/",
          "u:%s@host:/x");

  /** What a command may say on its channel; of the last ones something leaves. */
  private static final String SAID =
      """
      %s
      {"count":"%s"}
      {"count":"jobs","%s":1}
      {"count":"jobs","value":"%s"}
      {"metric":{"collection":"cluster","topic":"os","aggregation":"exact","value":"%s"}}
      {"metric":{"collection":"cluster","topic":"os","aggregation":"exact","value":"linux/%s"}}
      {"metric":{"collection":"a","topic":"%s","aggregation":"count","count":1}}
      {"metric":{"collection":"a","topic":"b","aggregation":"count","count":1,"key":"%s"}}
      {"metric":{"collection":"a","topic":"b","aggregation":"count","%s":1}}
      {"error":{"type":"%s"}}
      {"error":{"type":"TypeError","message":"%s"}}
      {"apiRequest":{"method":"%s","endpoint":"/a","statusCode":200,"durationMs":1}}
      {"count":"jobs","count":"%s"}
      {"error":{"type":"TypeError: %s","stack":"TypeError: %s\\n    at f (/home/%s/a.js:1:2)"}}
      {"error":{"stack":"%s: connected\\nUncaught %s\\n    at %s (webpack:///home/%s/%s.js:1:2)"}}
      {"error":{"stack":["Exception in thread \\"%s\\" %s","\\tat a.%s.c(%s.java:7)","Caused by: a.%s: %s"]}}
      {"error":{"stack":["Traceback (most recent call last)","  File \\"/home/%s/%s.py\\", line 1, in %s","%s: %s"]}}
      {"error":{"stack":["panic: %s","main.%s(0x1)","\\t/home/%s/%s.go:7"]}}
      {"error":{"stack":["/home/%s/%s.rb:5:in `%s': %s (%s)"]}}
      {"error":{"stack":["Unhandled exception. %s: %s"," ---> %s","   at A.%s.B() in /home/%s/%s.cs:line 7"]}}
      {"apiRequest":{"method":"GET","endpoint":"//u:%s@%s.example/a/%s;%s=%s?%s#%s","statusCode":200,"durationMs":1}}
      {"apiRequest":{"method":"GET","endpoint":"https://u:%s@%s/a/%s?t=%s#%s","statusCode":200,"durationMs":1}}
      {"count":"jobs"}
      {"count":"%s\
      """;

  /** How many of these are errors with a trace, or a request to a host without a scheme. */
  private static final int SAID_IN_TRACES = 7;

  /** The same by {@code telem emit}, which takes a trace as it was printed. */
  private static final int EMITTED = 2;

  private static final String TRACE =
      """
      %s
      %s.Johnson: %s
      Uncaught %s
          at %s (webpack:///home/%s/%s.js:1:2)
          at %s.%s (/home/%s/src/%s/b.js?%s:1:2)
      """;

  private static final List<String> AFTER = List.of("--token", "-m", "--header", "--", "-x");

  private static final String PROFILE =
      """
      {
        "app": "sh", "environmentPrefix": "KIT_", "projectSalt": "salt",
        "commands": {"deploy": {"options": {"-m": 1, "--pin": {"arity": 1, "sensitive": true}}}},
        "metrics": {"exact": ["cluster/os"]},
        "options": {"--format": {"arity": "?", "choices": ["json"]}, "-D": {"arity": 1, "attached": true}}
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"hash", "hash-md5", "placeholders", "names", "none"})
  void nothingOfACanaryIsInAnyOutput(String policy, Program program, Receiver receiver)
      throws IOException {
    Path profile = program.home().resolve("p.json");
    program.write(profile, PROFILE);
    program.configured(
        "{\"args\": \"%s\", \"endpoint\": \"%s\"}".formatted(policy, receiver.url()));
    program
        .with("KIT_FORMAT", CANARY)
        .with("KIT_" + CANARY, "x")
        .with("TELEMETRY_DEBUG", "1")
        .with("TELEMETRY_FLUSH", "never");
    program.in(Files.createDirectories(program.directory().resolve("%s dir".formatted(CANARY))));
    program.shell(
        "git init -q . && git remote add origin https://u:%s@h/%s.git".formatted(CANARY, CANARY));
    Path unsafe = program.directory().resolve(CANARY + ".json");
    program.write(unsafe, "{\"mail\": \"%s\"".formatted(CANARY));

    Map<String, String> outputs = new TreeMap<>();
    List<List<String>> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      List<String> options =
          i % 2 == 0
              ? List.of()
              : List.of("--profile", profile.toString(), "--config-file", unsafe.toString());
      program.telem(words(List.of("run"), options, lines.get(i)).toArray(String[]::new));
      outputs.put(
          "preview " + i,
          told(program, words(List.of("preview", "--json"), options, lines.get(i))));
    }
    program.write(program.home().resolve("said"), SAID.replace("%s", CANARY));
    program.telem(
        "run",
        "--profile",
        profile.toString(),
        "--",
        "sh",
        "-c",
        "cat \"$HOME/said\" >> \"$TELEMETRY_EVENTS\"");
    String last = Events.text(program.events().getLast(), "executionID");
    Path trace = program.home().resolve("trace.txt");
    program.write(trace, TRACE.replace("%s", CANARY));
    outputs.put("error", told(program, emitted("error", "--stack", trace.toString())));
    String endpoint = "//u:%s@%s/a/%s?%s#%s".replace("%s", CANARY);
    outputs.put("request", told(program, emitted("api-request", "GET", endpoint, "200", "12")));
    outputs.put("show", told(program, List.of("log", "show", last)));
    assertThat(outputs.get("show")).contains("14 lines refused");
    spool(program, outputs);
    assertThat(outputs.keySet()).anyMatch(name -> name.contains("/inbox/"));
    receiver.answers(500, Duration.ZERO);
    outputs.put("flush", told(program, List.of("flush")));
    outputs.put("status", told(program, List.of("status")));
    outputs.put("queue", told(program, List.of("queue", "list", "--json")));
    receiver.answers(200, Duration.ZERO);
    outputs.put("flush again", told(program, List.of("flush")));
    outputs.put("tail", told(program, List.of("log", "tail", "-n", "1000", "--json")));
    spool(program, outputs);
    receiver
        .requests()
        .forEach(request -> outputs.merge("requests", request.toString(), String::concat));

    assertThat(receiver.eventIds().stream().distinct())
        .hasSize(2 * lines.size() + 5 + SAID_IN_TRACES + EMITTED);
    for (int i = 0; i + 4 <= CANARY.length(); i++) {
      String piece = CANARY.substring(i, i + 4);
      assertThat(outputs.entrySet()).noneMatch(output -> output.getValue().contains(piece), piece);
    }
  }

  private static List<String> emitted(String form, String... words) {
    List<String> line = new ArrayList<>(List.of("emit", form, "--app", "sh"));
    line.addAll(List.of(words));
    return line;
  }

  private static String told(Program program, List<String> words) {
    Program.Result result = program.telem(words.toArray(String[]::new));
    return result.out() + result.err();
  }

  private static List<String> words(
      List<String> telem, List<String> options, List<String> command) {
    List<String> words = new ArrayList<>(telem);
    words.addAll(options);
    words.add("--");
    words.addAll(command);
    return words;
  }

  /** One line for every few places, each behind every option that may change what it means. */
  private static List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    for (int first = 0; first < PLACES.size(); first += 8) {
      List<String> line = new ArrayList<>(List.of("sh", "-c", "exit 0", "deploy"));
      for (String place : PLACES.subList(first, Math.min(first + 8, PLACES.size()))) {
        line.add(place.replace("%s", CANARY));
        for (String option : AFTER.subList(0, first % 2 == 0 ? 3 : 5)) {
          line.add(option);
          line.add(place.replace("%s", CANARY));
        }
      }
      lines.add(line);
    }
    lines.add(List.of("/no/such/" + CANARY));
    lines.add(List.of(CANARY + "=1", CANARY));
    return lines;
  }

  /**
   * Every file of telem's own, but for what it remembers of repositories, whose paths stay there.
   */
  private static void spool(Program program, Map<String, String> outputs) {
    try (Stream<Path> files = Files.walk(program.state())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(program.state().resolve("projects"))) {
          continue;
        }
        outputs.put(
            program.state().relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
