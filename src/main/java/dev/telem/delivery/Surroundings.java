package dev.telem.delivery;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * What a sender finds around itself.
 *
 * @param environment variables: proxies, certificate authorities, secrets that headers name
 * @param time the clock
 * @param jitter spreads the senders of many machines over time
 * @param receipts where receipts go
 * @param permitted asked before every request: a person may switch telemetry off at any time
 * @param version telem's own version, for {@code User-Agent}
 */
public record Surroundings(
    Map<String, String> environment,
    Time time,
    RandomGenerator jitter,
    Receipts receipts,
    BooleanSupplier permitted,
    String version) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
