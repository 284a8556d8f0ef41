package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.telem.event.EventSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The schema is complete, closed, and what the README tells (spec events.md). */
@ExtendWith(Worlds.class)
final class SchemaIT {
  private static final Pattern ROW = Pattern.compile("\\| *`([^`]+)` *\\| *(.*?) *\\|");

  @Test
  void schemaPrintsTheSchemaThatEventsAreHeldAgainst(Program program) throws IOException {
    JsonNode printed = Events.json(program.telem("schema").out());
    assertThat(printed).isEqualTo(Events.json(EventSchema.text()));
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012))
                .validate(printed))
        .isEmpty();
    assertThat(Events.text(printed, "$schema"))
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(program.everything()).isEmpty();
  }

  @Test
  void everyFieldHasADescriptionAndNoOtherFieldIsAllowed() throws IOException {
    Map<String, String> fields = fields();
    assertThat(fields).hasSizeGreaterThan(30).doesNotContainValue("");
    JsonNode schema = Events.json(EventSchema.text());
    assertThat(schema.get("additionalProperties").asBoolean(true)).isFalse();
    assertThat(schema.at("/properties/attributes/additionalProperties").asBoolean(true)).isFalse();
    assertThat(schema.get("oneOf"))
        .allMatch(type -> !type.at("/properties/eventData/additionalProperties").asBoolean(true));
  }

  @Test
  void aFieldMoreOrLessIsNoEvent(Program program) {
    program.wrap("true");
    String line = Program.lines(program.log()).getFirst();
    Events.of(line);
    for (String other :
        List.of(
            line.replace("{\"schemaVersion\"", "{\"user\":\"me\",\"schemaVersion\""),
            line.replace("\"argsCount\"", "\"cwd\":\"/\",\"argsCount\""),
            line.replace("\"attributes\":{", "\"attributes\":{\"host\":\"h\","),
            line.replaceFirst("\"machineID\":\"[^\"]*\",", ""))) {
      assertThat(other).isNotEqualTo(line);
      assertThat(catchThrowable(() -> Events.of(other))).isInstanceOf(AssertionError.class);
    }
  }

  @Test
  void theReadmesTableTellsWhatTheSchemaTellsOfEachField() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains("<!-- fields -->", "<!-- /fields -->");
    Map<String, String> told = new TreeMap<>();
    readme
        .substring(readme.indexOf("<!-- fields -->"), readme.indexOf("<!-- /fields -->"))
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> told.put(row.group(1), row.group(2).replace("`", "")));
    assertThat(told).containsExactlyInAnyOrderEntriesOf(fields());
  }

  /**
   * The paths of all fields, as {@code eventData.commandOptions[].name}, and their descriptions.
   */
  private static Map<String, String> fields() throws IOException {
    Map<String, String> fields = new TreeMap<>();
    JsonNode schema = Events.json(EventSchema.text());
    collect(schema, "", fields);
    for (JsonNode type : schema.get("oneOf")) {
      collect(type.at("/properties/eventData"), "eventData.", fields);
    }
    return fields;
  }

  private static void collect(JsonNode object, String prefix, Map<String, String> fields) {
    for (Map.Entry<String, JsonNode> property : object.path("properties").properties()) {
      String path = prefix + property.getKey();
      fields.merge(
          path,
          Events.text(property.getValue(), "description"),
          (one, other) -> one.isEmpty() || other.isEmpty() ? "" : one);
      collect(property.getValue(), path + ".", fields);
      collect(property.getValue().path("items"), path + "[].", fields);
    }
  }
}
