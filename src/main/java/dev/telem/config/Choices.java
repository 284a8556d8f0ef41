package dev.telem.config;

import dev.telem.config.Contents.Arguments;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import dev.telem.config.Variables.Variable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose about everything but level and destinations: the user's configuration, and
 * the variables that outrank it. A choice about privacy that cannot be read counts as the
 * strictest.
 */
final class Choices {
  static final List<String> KEYS =
      List.of(
          "level",
          "telemetry",
          "endpoint",
          "destinations",
          "allowInsecure",
          "log",
          "channel",
          "extra",
          "projectID",
          "flush",
          "flushTimeoutMs",
          "flushIntervalMs",
          "args",
          "spool",
          "profiles");
  private static final int MAX_EXTRA = 16;
  private static final int MAX_EXTRA_LENGTH = 100;
  private static final int MAX_FLUSH_TIMEOUT_MS = 60_000;

  private final SourceFile file;
  private final Section root;
  private final Variables variables;

  Choices(SourceFile file, Variables variables) {
    this.file = file;
    this.root = file.root();
    this.variables = variables;
    root.expectOnly(KEYS);
  }

  Section root() {
    return root;
  }

  Statement level() {
    return file.level(Rank.USER);
  }

  /** The log that is named first: by the app's variable, the plain one, the configuration. */
  EventLog eventLog(Directories directories, @Nullable Path workingDirectory) {
    Variable variable = variables.find("TELEMETRY_LOG_FILE");
    if (variable != null) {
      Path named = directories.resolve(variable.value(), workingDirectory);
      if (named != null) {
        return new EventLog(named, false, variable.source());
      }
      variables.problem(variable, "expected a path; the usual log is used");
    }
    Section log = root.section("log");
    if (log != null) {
      log.expectOnly(List.of("file"));
      JsonString text = log.string("file");
      Path named = text == null ? null : directories.beside(text.text());
      if (text != null && named != null) {
        return new EventLog(named, false, log.sourceOf(text));
      }
      if (text != null) {
        log.wrongType("file", text, "a path");
      }
    }
    return new EventLog(directories.eventLog(), true, Source.BUILT_IN);
  }

  Flushing flushing() {
    int timeout = (int) root.number("flushTimeoutMs", 1, MAX_FLUSH_TIMEOUT_MS, 2_000);
    Variable variable = variables.find("TELEMETRY_FLUSH_TIMEOUT");
    if (variable != null) {
      long named = Shape.milliseconds(variable.value());
      if (named >= 1 && named <= MAX_FLUSH_TIMEOUT_MS) {
        timeout = (int) named;
      } else {
        variables.problem(variable, "expected a time such as 2s or 500ms, at most 60s");
      }
    }
    int interval = (int) root.number("flushIntervalMs", 100, 86_400_000, 10_000);
    return new Flushing(flushMode(), timeout, interval);
  }

  private Optional<Flushing.Mode> flushMode() {
    String expected = "detach, wait or never";
    Variable variable = variables.find("TELEMETRY_FLUSH");
    if (variable != null) {
      Optional<Flushing.Mode> mode = flushMode(variable.value());
      if (mode.isPresent()) {
        return mode;
      }
      variables.problem(variable, "expected " + expected);
    }
    JsonString text = root.string("flush");
    if (text == null) {
      return Optional.empty();
    }
    Optional<Flushing.Mode> mode = flushMode(text.text());
    if (mode.isEmpty()) {
      root.wrongType("flush", text, expected);
    }
    return mode;
  }

  private static Optional<Flushing.Mode> flushMode(String word) {
    return switch (word) {
      case "detach" -> Optional.of(Flushing.Mode.DETACH);
      case "wait" -> Optional.of(Flushing.Mode.WAIT);
      case "never" -> Optional.of(Flushing.Mode.NEVER);
      default -> Optional.empty();
    };
  }

  SpoolCaps spoolCaps() {
    Section spool = root.section("spool");
    if (spool == null) {
      return new SpoolCaps(10_000, 16L << 20, 30);
    }
    spool.expectOnly(List.of("maxEvents", "maxBytes", "maxAgeDays"));
    return new SpoolCaps(
        (int) spool.number("maxEvents", 1, 10_000_000, 10_000),
        spool.number("maxBytes", 1 << 16, 1L << 33, 16L << 20),
        (int) spool.number("maxAgeDays", 1, 3_650, 30));
  }

  Contents contents(ChosenProfile chosen) {
    Optional<String> channel = channel();
    if (channel.isEmpty() && chosen.profile().isPresent()) {
      channel = chosen.profile().get().channel();
    }
    return new Contents(arguments(chosen), keyedProjectId(), channel, extra());
  }

  /** The stricter of what the person and the publisher chose. */
  private Arguments arguments(ChosenProfile chosen) {
    Optional<Arguments> own = arguments();
    Optional<Arguments> published =
        chosen.profile().isPresent() ? chosen.profile().get().arguments() : Optional.empty();
    if (own.isPresent() && published.isPresent()) {
      return own.get().stricter(published.get());
    }
    return own.isPresent() ? own.get() : published.orElse(Arguments.PLACEHOLDERS);
  }

  private Optional<Arguments> arguments() {
    JsonValue value = root.find("args");
    if (value == null) {
      return Optional.empty();
    }
    Arguments policy = value instanceof JsonString text ? Arguments.named(text.text()) : null;
    if (policy == null) {
      root.wrongType("args", value, "placeholders, hash, hash-md5, names or none (now none)");
      return Optional.of(Arguments.NONE);
    }
    return Optional.of(policy);
  }

  private boolean keyedProjectId() {
    JsonValue value = root.find("projectID");
    if (value != null && !(value instanceof JsonString text && text.text().equals("keyed"))) {
      root.wrongType("projectID", value, "the word keyed (now keyed)");
    }
    return value != null;
  }

  private Optional<String> channel() {
    Variable variable = variables.find("TELEMETRY_CHANNEL_NAME");
    String expected = "a word of at most 40 letters, digits and . _ + -";
    if (variable != null) {
      if (Shape.isWord(variable.value())) {
        return Optional.of(variable.value());
      }
      variables.problem(variable, "expected " + expected);
      return Optional.empty();
    }
    JsonString text = root.string("channel");
    if (text != null && Shape.isWord(text.text())) {
      return Optional.of(text.text());
    }
    if (text != null) {
      root.wrongType("channel", text, expected);
    }
    return Optional.empty();
  }

  private Map<String, String> extra() {
    JsonValue value = root.find("extra");
    if (!(value instanceof JsonObject object)) {
      if (value != null) {
        root.wrongType("extra", value, "an object of short strings");
      }
      return Map.of();
    }
    Map<String, String> extra = new LinkedHashMap<>();
    for (Map.Entry<String, Member> member : object.members().entrySet()) {
      if (Shape.isWord(member.getKey())
          && extra.size() < MAX_EXTRA
          && member.getValue().value() instanceof JsonString text
          && !text.text().isEmpty()
          && text.text().length() <= MAX_EXTRA_LENGTH
          && Shape.isPrintable(text.text())) {
        extra.put(member.getKey(), text.text());
      } else {
        root.problem(
            member.getValue().name(),
            "\"extra\": expected at most 16 words, each with a string of 1 to 100 characters");
      }
    }
    return Collections.unmodifiableMap(extra);
  }
}
