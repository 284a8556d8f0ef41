package dev.telem.endtoend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A receiver of events on 127.0.0.1. It answers 200 until told otherwise. */
final class Receiver implements AutoCloseable {
  private final WireMockServer server;

  Receiver() {
    this(0);
  }

  /** One on a port that is known before; 0 for any. */
  Receiver(int port) {
    server =
        new WireMockServer(
            (port == 0 ? wireMockConfig().dynamicPort() : wireMockConfig().port(port))
                .bindAddress("127.0.0.1"));
    server.start();
    answers(200, Duration.ZERO);
  }

  Receiver answers(int status, Duration after) {
    server.resetMappings();
    server.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withStatus(status).withFixedDelay((int) after.toMillis())));
    return this;
  }

  Receiver redirects() {
    server.resetMappings();
    server.stubFor(any(anyUrl()).willReturn(temporaryRedirect("/elsewhere")));
    return this;
  }

  /** Answers with this status to requests whose body holds this text; to others as before. */
  Receiver answersTo(String text, int status) {
    server.stubFor(
        any(anyUrl()).withRequestBody(containing(text)).willReturn(aResponse().withStatus(status)));
    return this;
  }

  /** Answers 200 with this body to requests to that path; to others as before. */
  Receiver says(String path, String body) {
    server.stubFor(any(urlPathEqualTo(path)).willReturn(aResponse().withBody(body)));
    return this;
  }

  /** Where it listens, to be named with a scheme of its own and a user: {@code at("otlp+", "")}. */
  String at(String form, String user) {
    return form + "http://" + user + "127.0.0.1:" + port();
  }

  String url() {
    return server.baseUrl() + "/v1/events";
  }

  int port() {
    return server.port();
  }

  List<LoggedRequest> requests() {
    return server.findAll(WireMock.anyRequestedFor(anyUrl()));
  }

  /** The bodies of all requests to that path, in order. */
  List<String> bodies(String path) {
    return server.findAll(WireMock.anyRequestedFor(urlPathEqualTo(path))).stream()
        .map(LoggedRequest::getBodyAsString)
        .toList();
  }

  /**
   * Every event of every request, each checked against the schema; one that came twice is here
   * twice.
   */
  List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    for (LoggedRequest request : requests()) {
      JsonNode body = Events.json(request.getBodyAsString());
      body.path("events").forEach(event -> events.add(Events.valid(event)));
    }
    return events;
  }

  List<String> eventIds() {
    return Events.texts(events(), "eventID");
  }

  @Override
  public void close() {
    server.stop();
  }
}
