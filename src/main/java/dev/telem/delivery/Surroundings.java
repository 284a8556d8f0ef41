package dev.telem.delivery;

import dev.telem.spool.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What a sender finds around itself.
 *
 * @param environment variables: proxies, certificate authorities, secrets that headers name
 * @param time the clock
 * @param jitter spreads the senders of many machines over time
 * @param receipts where receipts go
 * @param permitted asked before every request: a person may switch telemetry off at any time
 * @param apps asked for the app of every event, where a person may have switched off that of one
 *     alone: those events stay
 * @param version telem's own version, for {@code User-Agent}
 */
public record Surroundings(
    Map<String, String> environment,
    Time time,
    RandomGenerator jitter,
    Receipts receipts,
    BooleanSupplier permitted,
    Optional<Predicate<String>> apps,
    String version) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  boolean mayLeave(Entry entry) {
    return apps.isEmpty() || apps.get().test(Recorded.in(entry).text("app"));
  }
}
