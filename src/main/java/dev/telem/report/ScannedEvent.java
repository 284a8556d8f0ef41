package dev.telem.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What statistics need of an event, read from its line token by token: no tree is built, and one
 * object is filled anew for every line, since there may be millions. Any schema version is taken; a
 * field of an unexpected type counts as absent.
 */
final class ScannedEvent {
  /** Longer names are cut: a thousand names that are kept must not fill the memory. */
  static final int LONGEST_NAME = 80;

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_OPTIONS = 1_000;

  long schemaVersion;
  String type = "";
  String eventID = "";
  String executionID = "";
  String app = "";
  String command = "";
  String version = "";
  boolean ci;
  long ts;
  long exitCode;
  long durationMs;
  boolean success;
  final List<String> options = new ArrayList<>();

  private boolean saysSuccess;

  /**
   * Reads a line.
   *
   * @throws IOException if it is no JSON, or more than one value
   */
  void read(String line) throws IOException {
    clear();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        readEvent(json);
      } else {
        json.skipChildren();
      }
      if (json.nextToken() != null) {
        throw new IOException("more than one value");
      }
    }
    if (!saysSuccess) {
      success = exitCode == 0;
    }
  }

  private void clear() {
    schemaVersion = 0;
    type = "";
    eventID = "";
    executionID = "";
    app = "";
    command = "";
    version = "";
    ci = false;
    ts = -1;
    exitCode = -1;
    durationMs = -1;
    success = false;
    saysSuccess = false;
    options.clear();
  }

  private void readEvent(JsonParser json) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "schemaVersion" -> schemaVersion = number(json, value);
        case "eventID" -> eventID = text(json, value);
        case "eventType" -> type = text(json, value);
        case "ts" -> ts = number(json, value);
        case "executionID" -> executionID = text(json, value);
        case "app" -> app = text(json, value);
        case "command" -> command = text(json, value);
        case "attributes" -> {
          if (opens(json, value, JsonToken.START_OBJECT)) {
            readAttributes(json);
          }
        }
        case "eventData" -> {
          if (opens(json, value, JsonToken.START_OBJECT)) {
            readData(json);
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void readAttributes(JsonParser json) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "version" -> version = text(json, value);
        case "ci" -> ci = flag(json, value);
        default -> json.skipChildren();
      }
    }
  }

  private void readData(JsonParser json) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "exitCode" -> exitCode = number(json, value);
        case "durationMs" -> durationMs = number(json, value);
        case "success" -> {
          saysSuccess = value == JsonToken.VALUE_TRUE || value == JsonToken.VALUE_FALSE;
          success = flag(json, value);
        }
        case "commandOptions" -> {
          if (opens(json, value, JsonToken.START_ARRAY)) {
            readOptions(json);
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private void readOptions(JsonParser json) throws IOException {
    for (JsonToken each = json.nextToken(); each != JsonToken.END_ARRAY; each = json.nextToken()) {
      if (opens(json, each, JsonToken.START_OBJECT)) {
        readOption(json);
      }
    }
  }

  private void readOption(JsonParser json) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (name.equals("name") && value == JsonToken.VALUE_STRING) {
        String option = text(json, value);
        if (options.size() < MOST_OPTIONS && !options.contains(option)) {
          options.add(option);
        }
      } else {
        json.skipChildren();
      }
    }
  }

  /** Whether such a value begins here; another one is skipped. */
  private static boolean opens(JsonParser json, JsonToken value, JsonToken start)
      throws IOException {
    if (value != start) {
      json.skipChildren();
    }
    return value == start;
  }

  private static String text(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      String text = json.getText();
      return text.length() <= LONGEST_NAME ? text : Shown.start(text, LONGEST_NAME - 1) + "…";
    }
    json.skipChildren();
    return "";
  }

  private static boolean flag(JsonParser json, JsonToken value) throws IOException {
    json.skipChildren();
    return value == JsonToken.VALUE_TRUE;
  }

  /** Negative where there is no number that fits. */
  private static long number(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return json.getLongValue();
    }
    json.skipChildren();
    return -1;
  }
}
