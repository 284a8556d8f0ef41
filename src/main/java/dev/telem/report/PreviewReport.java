package dev.telem.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telem.privacy.SafeText;
import dev.telem.privacy.SanitizedCommand;
import dev.telem.privacy.Token;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** Shows what would leave of a command line, word by word (spec cli.md, {@code preview}). */
public final class PreviewReport {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TYPED = 40;
  private static final int LEAVES = 30;

  private PreviewReport() {}

  /**
   * For people: each word, what leaves of it, and why.
   *
   * @param words the command first, then its arguments, as they were typed
   */
  public static String text(List<String> words, SanitizedCommand command) {
    StringBuilder text = new StringBuilder();
    text.append(Shown.padded("typed", TYPED + 2))
        .append(Shown.padded("leaves as", LEAVES + 2))
        .append("because\n");
    row(text, words.getFirst(), command.program());
    for (int i = 0; i < command.tokens().size(); i++) {
      row(text, words.get(i + 1), command.tokens().get(i));
    }
    if (command.tokens().size() < command.argsCount()) {
      text.append(command.argsCount() - command.tokens().size())
          .append(" more are counted and not listed\n");
    }
    return text.toString();
  }

  /**
   * For programs: {@code {"command":…,"args":[…],"argsCount":…,"tokens":[{"text","reason"}],
   * "event":{…},"requests":[…]}}; the requests are left out where there are none.
   *
   * @param requests a JSON object each
   */
  public static String json(SanitizedCommand command, String event, List<String> requests)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeCommand(json, command);
      json.writeNumberField("argsCount", command.argsCount());
      json.writeArrayFieldStart("tokens");
      writeToken(json, command.program());
      for (Token token : command.tokens()) {
        writeToken(json, token);
      }
      json.writeEndArray();
      json.writeFieldName("event");
      json.writeRawValue(event);
      if (!requests.isEmpty()) {
        json.writeArrayFieldStart("requests");
        for (String request : requests) {
          json.writeRawValue(request);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  /** For publishers who check thousands of command lines: {@code {"command":…,"args":[…]}}. */
  public static String line(SanitizedCommand command) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeCommand(json, command);
      json.writeEndObject();
    }
    return text.toString();
  }

  /** For a line among those that is no command line: {@code {"error":…}}. */
  public static String noLine(String sentence) throws IOException {
    return JSON.writeValueAsString(Map.of("error", sentence));
  }

  private static void writeCommand(JsonGenerator json, SanitizedCommand command)
      throws IOException {
    json.writeStringField("command", command.command().value());
    json.writeArrayFieldStart("args");
    for (SafeText argument : command.args()) {
      json.writeString(argument.value());
    }
    json.writeEndArray();
  }

  private static void writeToken(JsonGenerator json, Token token) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", token.text().value());
    json.writeStringField("reason", token.reason().description());
    json.writeEndObject();
  }

  private static void row(StringBuilder text, String typed, Token token) {
    text.append(Shown.padded(Shown.cut(Shown.of(Shown.start(typed, TYPED + 1)), TYPED), TYPED))
        .append("  ")
        .append(Shown.padded(Shown.of(token.text().value()), LEAVES))
        .append("  ")
        .append(token.reason().description())
        .append('\n');
  }
}
