package dev.telem.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Asks a destination whether it would take events, by the way that events take, with a request that
 * carries none. Step by step, so that a person learns which one fails.
 */
public final class Probe {
  private static final long NAME_MS = 5_000;
  private static final long WHOLE_REQUEST_MS = 10_000;
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Map<String, String> environment;
  private final Time time;
  private final String version;
  private final List<Finding> findings = new ArrayList<>();

  private Probe(Map<String, String> environment, Time time, String version) {
    this.environment = environment;
    this.time = time;
    this.version = version;
  }

  /**
   * What was found at one step.
   *
   * @param step configuration, proxy, dns, tls, request or clock
   * @param found in words
   * @param toMend what to do; empty when all is well
   */
  public record Finding(String step, String found, String toMend) {}

  /**
   * Tries one destination. Never fails: what fails is a finding.
   *
   * @param destinationJson as for {@code Spool.add}
   * @param version telem's own
   */
  public static List<Finding> of(
      byte[] destinationJson, Map<String, String> environment, Time time, String version)
      throws InterruptedException {
    Probe probe = new Probe(environment, time, version);
    try {
      probe.ask(Destination.parse(destinationJson));
    } catch (Undeliverable here) {
      probe.mend("configuration", "nothing can be sent", here.whatToMend());
    }
    return List.copyOf(probe.findings);
  }

  /**
   * What keeps every request to that destination from being made on this machine, and what to do
   * about it; empty for nothing. No connection is made.
   *
   * @param destinationJson as a queue keeps it
   */
  public static Optional<String> obstacle(byte[] destinationJson, Map<String, String> environment) {
    try {
      Destination destination = Destination.parse(destinationJson);
      destination.form();
      new Proxies(environment).to(destination.resolved(environment).url());
      return Optional.empty();
    } catch (Undeliverable here) {
      return Optional.of(here.whatToMend());
    }
  }

  private void ask(Destination destination) throws Undeliverable, InterruptedException {
    Form form = destination.form();
    Address address = destination.resolved(environment);
    Route route = new Proxies(environment).to(address.url());
    boolean known =
        route.equals(Route.STRAIGHT)
            ? lookUp(Host.of(address.url()).name())
            : lookUpProxy(route.proxy());
    if (known) {
      send(form, address);
    }
  }

  private boolean lookUpProxy(Proxy proxy) throws InterruptedException {
    InetSocketAddress address = (InetSocketAddress) proxy.address();
    well("proxy", "through " + address.getHostString() + ":" + address.getPort());
    return lookUp(address.getHostString());
  }

  private boolean lookUp(String host) throws InterruptedException {
    if (Host.address(host).isPresent()) {
      return true;
    }
    FutureTask<InetAddress[]> lookUp = new FutureTask<>(() -> InetAddress.getAllByName(host));
    // It cannot be interrupted, and has no limit of its own.
    Thread.ofPlatform().daemon().name("telem-dns").start(lookUp);
    try {
      InetAddress[] addresses = lookUp.get(NAME_MS, TimeUnit.MILLISECONDS);
      well("dns", host + " is " + addresses[0].getHostAddress() + others(addresses));
      return true;
    } catch (TimeoutException silent) {
      mend(
          "dns",
          "no name server has answered for " + host + " within " + NAME_MS / 1000 + " s",
          "see which name servers this machine asks, and whether they can be reached");
    } catch (ExecutionException failed) {
      String problem =
          failed.getCause() instanceof UnknownHostException
              ? "the name " + host + " is not known"
              : String.valueOf(failed.getCause());
      mend("dns", problem, "check the name in the URL, and this machine's name servers");
    }
    return false;
  }

  private static String others(InetAddress[] addresses) {
    return addresses.length == 1 ? "" : " and " + (addresses.length - 1) + " more";
  }

  private void send(Form form, Address address) throws Undeliverable, InterruptedException {
    Request request = form.probe(address);
    boolean encrypted = "https".equalsIgnoreCase(address.url().getScheme());
    long began = time.elapsedMs();
    try {
      Wire.Dated answer = new Wire(environment).ask(request.from(version), WHOLE_REQUEST_MS);
      if (encrypted) {
        well("tls", "the certificate is trusted");
      }
      String took = " after " + (time.elapsedMs() - began) + " ms";
      judge(form.judge(answer.reply(), time.nowMs()), answer.reply().status() + took);
      compareClocks(answer.date());
    } catch (SSLException untrusted) {
      mend(
          "tls",
          String.valueOf(untrusted.getMessage()),
          "name the file with a private authority's certificate in TELEMETRY_CA_FILE, and check"
              + " the clock and the host's name");
    } catch (IOException failed) {
      mend(
          "request",
          Dispatch.reason(failed),
          "see whether the receiver runs, and whether a firewall or a proxy is in between");
    }
  }

  private void judge(Verdict verdict, String answer) {
    switch (verdict) {
      case Verdict.Delivered delivered -> well("request", "would take events: " + answer);
      case Verdict.Rejected rejected -> wantsEvents(answer);
      case Verdict.TooLarge tooLarge -> wantsEvents(answer);
      case Verdict.Final last ->
          mend("request", "fails: " + last.reason(), "see why in the receiver's own log");
      case Verdict.Retry retry ->
          mend(
              "request",
              "takes nothing now: " + retry.reason(),
              "nothing here: events wait and are tried again; mend the receiver if it stays so");
      case Verdict.Refused refused ->
          mend(
              "request",
              "refuses: " + refused.reason(),
              "see the destination's URL and headers in your configuration");
    }
  }

  private void wantsEvents(String answer) {
    well("request", "is there, and wants no request without events: " + answer);
  }

  private void compareClocks(String date) {
    try {
      ZonedDateTime there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
      long ahead = time.nowMs() - there.toInstant().toEpochMilli();
      if (Math.abs(ahead) > SKEW.toMillis()) {
        mend(
            "clock",
            "this machine is "
                + Math.abs(ahead) / 60_000
                + " minutes "
                + (ahead > 0 ? "ahead of" : "behind")
                + " the receiver",
            "set the clock; events carry its time");
      } else {
        well("clock", "agrees with the receiver's");
      }
    } catch (DateTimeException tellsNoTime) {
      // Few receivers have no clock, and nothing is wrong with that.
      return;
    }
  }

  private void well(String step, String found) {
    findings.add(new Finding(step, found, ""));
  }

  private void mend(String step, String found, String toMend) {
    findings.add(new Finding(step, found, toMend));
  }
}
