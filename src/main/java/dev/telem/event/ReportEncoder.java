package dev.telem.event;

import java.util.List;

/**
 * The data of those events that a command reports itself; apart from the others, so that a command
 * that reports nothing does not pay for it.
 */
final class ReportEncoder {
  private ReportEncoder() {}

  /** The name of the event's type. */
  static String type(Event event) {
    if (event instanceof MetricsReported) {
      return "MetricsReported";
    }
    return event instanceof ErrorReported ? "ErrorReported" : "ApiRequest";
  }

  static void encode(JsonLine json, Event event) {
    if (event instanceof MetricsReported reported) {
      metrics(json, reported);
    } else if (event instanceof ErrorReported error) {
      EventEncoder.text(json, "errorType", error.errorType());
      json.openList("stack");
      for (int i = 0; i < error.stack().size(); i++) {
        json.element(error.stack().get(i).value());
      }
      json.closeList();
    } else if (event instanceof ApiRequest request) {
      json.text("method", request.method().value());
      json.text("endpoint", request.endpoint().value());
      json.number("statusCode", request.statusCode());
      json.number("durationMs", request.durationMs());
    }
  }

  private static void metrics(JsonLine json, MetricsReported reported) {
    if (reported.snapshot().isPresent()) {
      json.flag("snapshot", true);
      EventEncoder.text(json, "name", reported.snapshot().get().name());
      EventEncoder.text(json, "license", reported.snapshot().get().license());
    }
    json.openList("metrics");
    for (int i = 0; i < reported.metrics().size(); i++) {
      metric(json, reported.metrics().get(i));
    }
    json.closeList();
  }

  private static void metric(JsonLine json, Metric metric) {
    json.openElement();
    json.text("collection", metric.collection().value());
    json.text("topic", metric.topic().value());
    json.text("aggregation", metric.exact() ? "exact" : "count");
    EventEncoder.text(json, "key", metric.key());
    EventEncoder.text(json, "value", metric.value());
    List<Metric.Amount> amounts = metric.amounts();
    for (int i = 0; i < amounts.size(); i++) {
      json.number(amounts.get(i).name().value(), amounts.get(i).number());
    }
    json.close();
  }
}
