package dev.telem.session;

import dev.telem.channel.Allowed;
import dev.telem.channel.Reading;
import dev.telem.channel.Said;
import dev.telem.config.Profile;
import dev.telem.config.Settings;
import dev.telem.event.ApiRequest;
import dev.telem.event.ErrorReported;
import dev.telem.event.Event;
import dev.telem.event.EventEncoder;
import dev.telem.event.Metric;
import dev.telem.event.MetricsReported;
import dev.telem.event.Origin;
import dev.telem.identity.Ids;
import dev.telem.privacy.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * Records what a command says of itself: errors and requests as they are read, numbers summed when
 * it is asked to.
 */
final class Reports {
  private final Reading reading;
  private final Ids ids;
  private final Places places;
  private final Failures failures;
  private Origin origin;

  Reports(Settings settings, Ids ids, Origin origin, Places places, Failures failures) {
    this.reading = new Reading(allowed(settings));
    this.ids = ids;
    this.origin = origin;
    this.places = places;
    this.failures = failures;
  }

  /** What the profile lets through besides names and numbers. */
  static Allowed allowed(Settings settings) {
    if (settings.profile().isEmpty()) {
      return new Allowed(List.of(), List.of());
    }
    Profile profile = settings.profile().get();
    return new Allowed(profile.exactMetrics(), profile.endpoints());
  }

  /** The tool's version may be known later than the run begins. */
  void comeFrom(Origin known) {
    origin = known;
  }

  Reading reading() {
    return reading;
  }

  /** Records what has an event of its own. */
  void recordEvents() {
    List<Said> events = reading.events();
    for (int i = 0; i < events.size(); i++) {
      record(event(events.get(i)));
    }
  }

  /** Records everything that was read. Returns the id of the last event; "" if there was none. */
  String recordAll() {
    recordEvents();
    List<Metric> metrics = reading.metrics();
    if (metrics.isEmpty()) {
      return "";
    }
    Event event = new MetricsReported(id(), now(), origin, metrics, Optional.empty());
    record(event);
    return event.eventId().value();
  }

  private Event event(Said said) {
    // Not a switch: one over types loads the machinery of lambdas (startup.md, 7).
    if (said instanceof Said.Failed failed) {
      return new ErrorReported(id(), now(), origin, failed.errorType(), failed.stack());
    }
    Said.Requested request = (Said.Requested) said;
    return new ApiRequest(
        id(),
        now(),
        origin,
        request.method(),
        request.endpoint(),
        request.statusCode(),
        request.durationMs());
  }

  private void record(Event event) {
    places.record(event.eventId().value(), EventEncoder.encode(event), failures);
  }

  private SafeText id() {
    return SafeText.uuid(ids.ordered());
  }

  private static long now() {
    return System.currentTimeMillis();
  }
}
