package dev.telem.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A destination as the spool keeps it in {@code destination.json}:
 *
 * <table>
 *   <caption>destination.json</caption>
 *   <tr><th>field</th><th>value</th><th>when missing</th></tr>
 *   <tr><td>{@code type}</td><td>the form: {@code native}, {@code posthog}, {@code
 *       otlp}, {@code snapshot}</td><td>{@code native}</td></tr>
 *   <tr><td>{@code url}</td><td>{@code https}, or {@code http} to this machine; user and password in
 *       it become {@code Authorization: Basic}</td><td>nothing is sent</td></tr>
 *   <tr><td>{@code headers}</td><td>name to text, {@code {"env":NAME}} or {@code {"file":PATH}}</td>
 *       <td>none</td></tr>
 *   <tr><td>{@code apiKey}</td><td>what posthog wants in its body; a text, {@code {"env":NAME}} or
 *       {@code {"file":PATH}}</td><td>none</td></tr>
 *   <tr><td>{@code allowInsecure}</td><td>whether {@code http} may leave this machine</td>
 *       <td>{@code false}</td></tr>
 * </table>
 */
record Destination(
    String type,
    URI url,
    Map<String, HeaderValue> headers,
    Optional<HeaderValue> apiKey,
    boolean allowInsecure) {
  static final String MASK = "****";

  private static final ObjectMapper JSON = new ObjectMapper();

  static Destination parse(byte[] json) throws Undeliverable {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException notJson) {
      throw new Undeliverable(
          "destination.json is damaged; the next run that sends there writes it anew");
    }
    if (!root.isObject()) {
      throw new Undeliverable(
          "destination.json is missing or cannot be read; `telem doctor` says which, and what to"
              + " do");
    }
    URI url = url(root.path("url").asText());
    return new Destination(
        root.path("type").asText("native"),
        url,
        headers(root.path("headers")),
        root.has("apiKey")
            ? Optional.of(headerValue("apiKey", root.path("apiKey")))
            : Optional.empty(),
        root.path("allowInsecure").asBoolean());
  }

  /** The URL in it as it may be shown; empty when it cannot be read. */
  static String shown(byte[] json) {
    try {
      return parse(json).shownUrl();
    } catch (Undeliverable unreadable) {
      return "";
    }
  }

  Form form() throws Undeliverable {
    return Form.named(type)
        .orElseThrow(
            () ->
                new Undeliverable(
                    "this version of telem knows no destinations of type "
                        + type
                        + ": take a newer one, or correct the type"));
  }

  /** The URL as it may be shown: without user, password, query and fragment. */
  String shownUrl() {
    String query = url.getRawQuery() == null ? "" : "?" + MASK;
    return withoutUser(url).toString().replaceFirst("[?#].*", "") + query;
  }

  /** With the secrets that it names, if sending them there is allowed. */
  Address resolved(Map<String, String> environment) throws Undeliverable {
    if (url.getScheme().equalsIgnoreCase("http") && !allowInsecure && !Host.of(url).isLoopback()) {
      throw new Undeliverable("plain http leaves this machine only with \"allowInsecure\": true");
    }
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (url.getUserInfo() != null) {
      values.put("Authorization", basic(url.getUserInfo()));
    }
    for (var header : headers.entrySet()) {
      values.put(header.getKey(), header.getValue().read(environment));
    }
    return new Address(
        withoutUser(url), values, apiKey.isPresent() ? apiKey.get().read(environment) : "");
  }

  /** With all secrets masked, to be shown. */
  Address masked() {
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (url.getUserInfo() != null) {
      values.put("Authorization", MASK);
    }
    headers.keySet().forEach(name -> values.put(name, MASK));
    return new Address(URI.create(shownUrl()), values, apiKey.isPresent() ? MASK : "");
  }

  static String basic(String userAndPassword) {
    String pair = userAndPassword.contains(":") ? userAndPassword : userAndPassword + ":";
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static URI url(String text) throws Undeliverable {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException notAUrl) {
      throw new Undeliverable("the destination's URL cannot be read");
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new Undeliverable("the destination's URL is neither https:// nor http:// and a host");
    }
    return url;
  }

  private static URI withoutUser(URI url) {
    String user = url.getRawUserInfo();
    return user == null ? url : URI.create(url.toString().replaceFirst("//[^/?#]*@", "//"));
  }

  private static Map<String, HeaderValue> headers(JsonNode node) throws Undeliverable {
    Map<String, HeaderValue> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (var header : node.properties()) {
      String name = header.getKey();
      if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
        throw new Undeliverable("the destination has a header whose name is not allowed");
      }
      headers.put(name, headerValue(name, header.getValue()));
    }
    return headers;
  }

  private static HeaderValue headerValue(String name, JsonNode value) throws Undeliverable {
    if (value.isTextual()) {
      return new HeaderValue.Literal(value.asText());
    }
    if (value.path("env").isTextual()) {
      return new HeaderValue.FromEnvironment(value.path("env").asText());
    }
    if (value.path("file").isTextual()) {
      return new HeaderValue.FromFile(value.path("file").asText());
    }
    throw new Undeliverable(
        "the value of " + name + " is neither a text nor {\"env\":…} nor {\"file\":…}");
  }
}
