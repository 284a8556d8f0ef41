package dev.telem.config;

import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A destination as an object: {@code {"type", "url", "headers", "apiKey", "allowInsecure"}}. */
final class DestinationEntry {
  private static final List<String> KEYS =
      List.of("type", "url", "headers", "apiKey", "allowInsecure");
  private static final String SECRET =
      "expected a string, {\"env\": \"NAME\"} or {\"file\": \"PATH\"}";

  private final Section entry;
  private final boolean allowInsecure;
  private final @Nullable Directories directories;
  private final boolean byPerson;

  /**
   * @param allowInsecure whether plain http is allowed to this destination whatever it says itself
   * @param directories resolves the paths in it; null where they are absolute
   */
  DestinationEntry(Section entry, boolean allowInsecure, @Nullable Directories directories) {
    this(entry, allowInsecure, directories, true);
  }

  private DestinationEntry(
      Section entry, boolean allowInsecure, @Nullable Directories directories, boolean byPerson) {
    this.entry = entry;
    this.allowInsecure = allowInsecure;
    this.directories = directories;
    this.byPerson = byPerson;
  }

  /** A destination that a publisher wants, who may not reach for what the person has. */
  static DestinationEntry ofProfile(Section entry) {
    return new DestinationEntry(entry, false, null, false);
  }

  Destination read() throws Unusable {
    entry.expectOnly(KEYS);
    if (!byPerson && entry.find("allowInsecure") != null) {
      throw new Unusable("only a person may allow plain http, in their own configuration");
    }
    JsonValue url = entry.find("url");
    if (!(url instanceof JsonString text)) {
      throw new Unusable("expected a \"url\" that is a string");
    }
    Endpoint endpoint = Endpoint.parse(text.text());
    boolean insecure = entry.flag("allowInsecure") || allowInsecure;
    Optional<Secret> apiKey = Optional.empty();
    JsonValue key = entry.find("apiKey");
    if (key != null) {
      apiKey = Optional.of(secret("apiKey", key));
    }
    return Destinations.make(
        endpoint, type(endpoint), headers(), apiKey, insecure, entry.sourceOf(url), byPerson);
  }

  private Destination.Type type(Endpoint endpoint) throws Unusable {
    Destination.Type fromUrl = endpoint.type();
    JsonValue value = entry.find("type");
    if (value == null) {
      return fromUrl == null ? Destination.Type.NATIVE : fromUrl;
    }
    Destination.Type type =
        value instanceof JsonString text ? Destination.Type.named(text.text()) : null;
    if (type == null || (fromUrl != null && fromUrl != type)) {
      throw new Unusable("expected the \"type\" native, posthog, otlp or snapshot, as in the url");
    }
    return type;
  }

  private Map<String, Secret> headers() throws Unusable {
    Map<String, Secret> headers = new LinkedHashMap<>();
    JsonValue value = entry.find("headers");
    if (value == null) {
      return headers;
    }
    if (!(value instanceof JsonObject object)) {
      throw new Unusable("expected \"headers\" to be an object");
    }
    for (Map.Entry<String, Member> header : object.members().entrySet()) {
      String name = header.getKey();
      if (!isHeaderName(name)) {
        throw new Unusable("expected the names of headers to be letters, digits and dashes");
      }
      headers.put(name, secret(name, header.getValue().value()));
    }
    return headers;
  }

  private Secret secret(String name, JsonValue value) throws Unusable {
    if (value instanceof JsonString text && isSendable(text.text())) {
      return new Secret.Literal(text.text());
    }
    if (!byPerson) {
      throw new Unusable(
          JsonText.quoted(name)
              + ": expected a string; a profile may not send what is on the machine");
    }
    if (value instanceof JsonObject object && object.members().size() == 1) {
      if (object.find("env") instanceof JsonString variable) {
        return new Secret.Variable(variable.text());
      }
      if (object.find("file") instanceof JsonString file) {
        return new Secret.File(absolute(file.text()));
      }
    }
    throw new Unusable(JsonText.quoted(name) + ": " + SECRET);
  }

  private String absolute(String path) {
    return directories == null ? path : String.valueOf(directories.beside(path));
  }

  private static boolean isHeaderName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Shape.isAlphanumeric(c) && "-_".indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Whether a header can hold this value: a line break would begin another header. */
  private static boolean isSendable(String value) {
    return !value.isBlank() && Shape.isPrintable(value);
  }
}
