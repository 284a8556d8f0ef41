package dev.telem.config;

import dev.telem.config.Contents.Arguments;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.Profile.ProjectName;
import dev.telem.config.Profile.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a profile. Every mistake is reported, and a profile with any is not used: what it restricts
 * cannot be known, be it an option that is called {@code "senstive"}.
 */
final class ProfileReader {
  static final List<String> KEYS =
      List.of(
          "$schema",
          "app",
          "version",
          "channel",
          "commands",
          "options",
          "strict",
          "environmentPrefix",
          "projectSalt",
          "projectName",
          "endpoints",
          "metrics",
          "destinations",
          "level",
          "ci",
          "args",
          SnapshotSection.NAME);
  private static final int MAX_TEXT = 200;
  private static final int MAX_ENDPOINTS = 1_000;
  private static final int MAX_METRICS = 256;
  private static final String WORD = "a word of at most 40 letters, digits and . _ + -";

  private final Section root;

  private ProfileReader(Section root) {
    this.root = root;
  }

  /** The profile in a file; what is wrong with it is added to the file's problems. */
  static Profile read(Section root) {
    return new ProfileReader(root).profile();
  }

  private Profile profile() {
    root.expectOnly(KEYS);
    return new Profile(
        root.source(),
        word("app"),
        version(),
        word("channel"),
        new GrammarReader(root).tool(),
        root.flag("strict"),
        environmentPrefix(),
        projectSalt(),
        projectName(),
        endpoints(),
        exactMetrics(),
        SnapshotSection.in(root),
        destinations(),
        root.level(Rank.PROFILE, "level"),
        root.flag("ci"),
        arguments());
  }

  private Optional<String> word(String name) {
    JsonString text = root.string(name);
    if (text == null || Shape.isWord(text.text())) {
      return text == null ? Optional.empty() : Optional.of(text.text());
    }
    root.expected(name, text, WORD);
    return Optional.empty();
  }

  private Optional<Version> version() {
    JsonValue value = root.find("version");
    if (value instanceof JsonObject object) {
      Section printed = root.inside("version", object);
      printed.expectOnly(List.of("command"));
      List<String> words = new ArrayList<>();
      for (JsonString word : printed.strings("command")) {
        words.add(word.text());
      }
      if (words.isEmpty()) {
        root.expected("version", value, "\"command\": a list of the program and its arguments");
      }
      return Optional.of(new Version.Printed(words));
    }
    if (value instanceof JsonString text && Shape.isWord(text.text())) {
      return Optional.of(new Version.Fixed(text.text()));
    }
    if (value != null) {
      root.expected("version", value, WORD + ", or {\"command\": [\"mytool\", \"--version\"]}");
    }
    return Optional.empty();
  }

  private Optional<String> environmentPrefix() {
    JsonString text = root.string("environmentPrefix");
    if (text == null) {
      return Optional.empty();
    }
    String prefix = text.text();
    boolean good = prefix.length() <= Shape.MAX_WORD && prefix.charAt(0) > '9';
    for (int i = 0; i < prefix.length(); i++) {
      good &= Shape.isAlphanumeric(prefix.charAt(i)) || prefix.charAt(i) == '_';
    }
    if (!good) {
      root.expected("environmentPrefix", text, "letters, digits and _, such as \"MYTOOL_\"");
    }
    return Optional.of(prefix);
  }

  private String projectSalt() {
    JsonValue value = root.find("projectSalt");
    if (value instanceof JsonString text
        && text.text().length() <= MAX_TEXT
        && Shape.isPrintable(text.text())) {
      return text.text();
    }
    if (value != null) {
      root.expected("projectSalt", value, "a string of at most 200 characters");
    }
    return "";
  }

  private Optional<ProjectName> projectName() {
    JsonValue value = root.find("projectName");
    if (value instanceof JsonObject object) {
      Section rule = root.inside("projectName", object);
      rule.expectOnly(List.of("file", "key"));
      JsonString file = rule.string("file");
      JsonString key = rule.string("key");
      if (file != null && !isJsonFile(file.text())) {
        rule.expected("file", file, "the name of a .json file, without folders");
      }
      if (file == null || key == null) {
        root.expected("projectName", value, "both \"file\" and \"key\"");
        return Optional.empty();
      }
      return Optional.of(new ProjectName.InFile(file.text(), key.text()));
    }
    if (value instanceof JsonString text
        && !text.text().isBlank()
        && text.text().length() <= MAX_TEXT) {
      return Optional.of(new ProjectName.Fixed(text.text()));
    }
    if (value != null) {
      root.expected(
          "projectName", value, "a name, or {\"file\": \"package.json\", \"key\": \"name\"}");
    }
    return Optional.empty();
  }

  private static boolean isJsonFile(String name) {
    return name.endsWith(".json") && name.indexOf('/') < 0 && name.indexOf('\\') < 0;
  }

  private List<String> endpoints() {
    List<JsonString> written = root.strings("endpoints");
    List<String> endpoints = new ArrayList<>(written.size());
    for (JsonString template : written) {
      if (!isTemplate(template.text())) {
        root.expected("endpoints[]", template, "a path such as \"/api/users/{id}\"");
      }
      endpoints.add(template.text());
    }
    if (written.size() > MAX_ENDPOINTS) {
      root.expected("endpoints", written.get(MAX_ENDPOINTS), "at most 1000 templates");
    }
    return endpoints;
  }

  private static boolean isTemplate(String text) {
    if (text.isEmpty() || text.length() > MAX_TEXT || text.charAt(0) != '/') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '?' || c == '#') {
        return false;
      }
    }
    return true;
  }

  /** Of {@code metrics} only {@code exact}: numbers need no permission. */
  private List<String> exactMetrics() {
    Section metrics = root.section("metrics");
    if (metrics == null) {
      return List.of();
    }
    metrics.expectOnly(List.of("exact"));
    List<JsonString> written = metrics.strings("exact");
    List<String> exact = new ArrayList<>(written.size());
    for (JsonString name : written) {
      if (!Shape.isMetric(name.text())) {
        metrics.expected("exact[]", name, "a collection and a topic, such as \"cluster/os\"");
      }
      exact.add(name.text());
    }
    if (written.size() > MAX_METRICS) {
      metrics.expected("exact", written.get(MAX_METRICS), "at most 256 metrics");
    }
    return exact;
  }

  private List<Destination> destinations() {
    List<Destination> destinations = new ArrayList<>(1);
    for (Section entry : root.sections("destinations")) {
      try {
        destinations.add(DestinationEntry.ofProfile(entry).read());
      } catch (Unusable unusable) {
        entry.problem(unusable.sentence());
      }
    }
    return destinations;
  }

  private Optional<Arguments> arguments() {
    JsonValue value = root.find("args");
    if (value == null) {
      return Optional.empty();
    }
    @Nullable Arguments policy =
        value instanceof JsonString text ? Arguments.named(text.text()) : null;
    if (policy == null) {
      root.expected("args", value, "placeholders, hash, hash-md5, names or none");
    }
    return Optional.ofNullable(policy);
  }
}
