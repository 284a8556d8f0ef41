package dev.telem.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A receiver of native requests on this machine, which answers what it is told to. */
final class Receiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final WireMockServer server =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

  Receiver() {
    server.start();
    answers(200);
  }

  void answers(int status) {
    answers(aResponse().withStatus(status));
  }

  void answers(ResponseDefinitionBuilder response) {
    server.stubFor(any(anyUrl()).willReturn(response));
  }

  String url() {
    return "http://127.0.0.1:" + server.port() + "/events";
  }

  byte[] destination() {
    return destination("");
  }

  /** With more JSON in it: {@code ,"name":value}. */
  byte[] destination(String more) {
    return ("{\"type\":\"native\",\"url\":\"" + url() + "\"" + more + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** All requests in order. */
  List<LoggedRequest> requests() {
    List<LoggedRequest> requests = new ArrayList<>();
    for (ServeEvent event : server.getAllServeEvents().reversed()) {
      requests.add(event.getRequest());
    }
    return requests;
  }

  /** The ids of all events that were accepted, repeats included. */
  List<String> acceptedIds() {
    List<String> ids = new ArrayList<>();
    for (ServeEvent event : server.getAllServeEvents().reversed()) {
      if (event.getResponse().getStatus() / 100 == 2) {
        ids.addAll(idsIn(body(event.getRequest())));
      }
    }
    return ids;
  }

  static List<String> idsIn(String body) {
    try {
      List<String> ids = new ArrayList<>();
      for (JsonNode event : JSON.readTree(body).path("events")) {
        ids.add(event.path("eventID").asText());
      }
      return ids;
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }

  /** The body, which the server has already decompressed. */
  static String body(LoggedRequest request) {
    return request.getBodyAsString();
  }

  @Override
  public void close() {
    server.stop();
  }
}
