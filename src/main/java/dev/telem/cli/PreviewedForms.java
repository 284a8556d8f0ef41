package dev.telem.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.telem.config.Destination;
import dev.telem.consent.Decision;
import dev.telem.delivery.RequestPreview;
import dev.telem.session.Preview;
import dev.telem.spool.Entry;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The requests that {@code telem preview} shows: to the destinations that are in use; or with
 * {@code --as} in the form that was asked for, to the destinations of that type, or to an example
 * where there is none.
 */
final class PreviewedForms {
  private static final String OPTION = "--as";
  private static final JsonMapper JSON = new JsonMapper();

  private final boolean asked;
  private final List<RequestPreview> requests;

  private PreviewedForms(boolean asked, List<RequestPreview> requests) {
    this.asked = asked;
    this.requests = requests;
  }

  static OptionSpec option() {
    return Specs.choice(
        "FORM",
        "Show the request as a receiver of this kind would get it, whether or not anything would be"
            + " sent: native, posthog, otlp or snapshot. Default: what would be sent.",
        Arrays.stream(Destination.Type.values()).map(Destination.Type::word).toList(),
        OPTION);
  }

  static PreviewedForms of(ParseResult parsed, Here here, Preview preview) throws Refusal {
    return of(
        parsed.hasMatchedOption(OPTION), parsed.matchedOptionValue(OPTION, ""), here, preview);
  }

  /** Of no form in particular. */
  static PreviewedForms of(Here here, Preview preview) throws Refusal {
    return of(false, "", here, preview);
  }

  private static PreviewedForms of(boolean asked, String word, Here here, Preview preview)
      throws Refusal {
    List<String> destinations = new ArrayList<>();
    if (asked) {
      Destination.Type form = form(word);
      for (Destination destination : destinations(here)) {
        if (destination.type() == form) {
          destinations.add(destination.toJson());
        }
      }
      if (destinations.isEmpty()) {
        destinations.add(example(form));
      }
    } else if (here.decision() instanceof Decision.On) {
      destinations(here).forEach(used -> destinations.add(used.toJson()));
    }
    Entry entry = new Entry(preview.eventId(), preview.event().getBytes(StandardCharsets.UTF_8));
    List<RequestPreview> requests = new ArrayList<>();
    for (String destination : destinations) {
      requests.addAll(
          RequestPreview.of(
              destination.getBytes(StandardCharsets.UTF_8), List.of(entry), Version.NUMBER));
    }
    return new PreviewedForms(asked, requests);
  }

  /** For people: each request as it would go out, before it is compressed. */
  void show(PrintStream out) {
    for (RequestPreview request : requests) {
      out.println();
      show(request, out);
    }
    if (asked && requests.isEmpty()) {
      out.println();
      out.println(
          "Nothing of this event goes to such a destination: it takes the metrics that a command"
              + " reports.");
    }
  }

  /** For programs: a JSON object for each request; none unless they were asked for. */
  List<String> json() {
    return asked ? requests.stream().map(PreviewedForms::json).toList() : List.of();
  }

  private static String json(RequestPreview request) {
    ObjectNode json = JSON.createObjectNode();
    switch (request) {
      case RequestPreview.Shown shown -> {
        json.put("method", shown.method()).put("url", shown.url());
        ObjectNode headers = json.putObject("headers");
        shown.headers().forEach(headers::put);
        // All forms are JSON.
        json.putRawValue("body", new RawValue(shown.body()));
      }
      case RequestPreview.Unsendable unsendable -> json.put("whatToMend", unsendable.whatToMend());
    }
    return json.toString();
  }

  private static void show(RequestPreview request, PrintStream out) {
    switch (request) {
      case RequestPreview.Shown shown -> {
        out.println(shown.method() + " " + shown.url());
        shown.headers().forEach((name, value) -> out.println(name + ": " + value));
        out.println();
        out.println(shown.body());
      }
      case RequestPreview.Unsendable unsendable ->
          out.println("Nothing can be sent to this destination: " + unsendable.whatToMend());
    }
  }

  /** Those in use; where nothing is sent, those that a person named. */
  private static List<Destination> destinations(Here here) {
    return here.decision() instanceof Decision.On on
        ? on.destinations()
        : here.settings().destinations();
  }

  private static Destination.Type form(String word) throws Refusal {
    for (Destination.Type type : Destination.Type.values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw Refusal.usage("--as takes native, posthog, otlp or snapshot, but got '" + word + "'");
  }

  private static String example(Destination.Type form) {
    String key = form == Destination.Type.POSTHOG ? ",\"apiKey\":\"KEY\"" : "";
    return "{\"type\":\"%s\",\"url\":\"https://telemetry.example.com\"%s}"
        .formatted(form.word(), key);
  }
}
