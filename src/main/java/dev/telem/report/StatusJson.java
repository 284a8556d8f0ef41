package dev.telem.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.log.TroubleCount;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The status for programs. Its fields are a promise: all are always there, {@code null} where
 * nothing is known; later versions only add.
 */
final class StatusJson {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private StatusJson() {}

  static String of(Status status) {
    ObjectNode json = NODES.objectNode();
    json.put("version", status.version());
    addDecision(json, status.decision());
    json.put("wouldHappen", status.wouldHappen());
    addHere(json, status.here());
    json.set("machineID", orNull(status.identifiers().machineID()));
    json.set("projectID", orNull(status.identifiers().projectID()));
    json.put("stateDirectory", status.places().stateDirectory());
    json.put("logFile", status.places().logFile());
    addQueue(json.putObject("queue"), status.queue());
    addDestinations(json.putArray("destinations"), status.destinations());
    addNotices(json.putArray("notices"), status.notices());
    addTroubles(json.putObject("troubles"), status.troubles());
    addProblems(json.putArray("problems"), status.problems());
    try {
      DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
      DefaultIndenter indent = new DefaultIndenter("  ", "\n");
      lines.indentObjectsWith(indent);
      lines.indentArraysWith(indent);
      return JSON.writer(lines).writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of plain values can be written", impossible);
    }
  }

  private static void addDecision(ObjectNode json, Status.Decision decision) {
    json.put("level", decision.level());
    json.putObject("reason").put("source", decision.source()).put("detail", decision.detail());
    ArrayNode sources = json.putArray("sources");
    for (Status.Source source : decision.sources()) {
      sources
          .addObject()
          .put("source", source.source())
          .put("says", source.says())
          .put("detail", source.detail())
          .put("decided", source.decided());
    }
  }

  private static void addHere(ObjectNode json, Status.Here here) {
    json.put("ci", here.ci());
    json.set("ciName", orNull(here.ciName()));
    json.set("container", orNull(here.container()));
    json.put("interactive", here.interactive());
    json.put("nested", here.nested());
  }

  private static void addQueue(ObjectNode json, Status.Queue queue) {
    json.put("events", queue.events());
    json.put("bytes", queue.bytes());
    json.put("dropped", queue.dropped());
    json.put("setAside", queue.setAside());
  }

  private static void addDestinations(ArrayNode json, List<Status.Destination> destinations) {
    for (Status.Destination destination : destinations) {
      ObjectNode entry = json.addObject();
      entry.put("type", destination.type());
      entry.put("url", destination.url());
      entry.put("queued", destination.queued());
      entry.set("lastDelivery", orNull(destination.lastDelivery().map(Instant::toString)));
      entry.put("state", destination.state().word());
      entry.set("problem", orNull(destination.problem()));
    }
  }

  private static void addNotices(ArrayNode json, List<Status.Notice> notices) {
    for (Status.Notice notice : notices) {
      json.addObject()
          .put("app", notice.app())
          .put("origin", notice.origin())
          .put("schemaVersion", notice.schemaVersion())
          .put("shownAt", notice.shownAt().toString());
    }
  }

  private static void addTroubles(ObjectNode json, TroubleCount troubles) {
    json.put("count", troubles.count());
    ArrayNode latest = json.putArray("latest");
    for (TroubleCount.Trouble trouble : troubles.latest()) {
      latest
          .addObject()
          .put("ts", trouble.ts())
          .put("where", trouble.where())
          .put("problem", trouble.problem());
    }
  }

  private static void addProblems(ArrayNode json, List<Status.Problem> problems) {
    for (Status.Problem problem : problems) {
      json.addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("problem", problem.problem());
    }
  }

  private static JsonNode orNull(Optional<String> text) {
    return text.<JsonNode>map(NODES::textNode).orElse(NODES.nullNode());
  }
}
