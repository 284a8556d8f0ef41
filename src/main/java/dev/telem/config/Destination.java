package dev.telem.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A receiver that events are sent to (spec delivery.md, "Destinations").
 *
 * @param type the form of its requests
 * @param url {@code http} or {@code https}, without user-info or fragment; for the types other than
 *     native a base without a slash at its end
 * @param headers names and values of further headers
 * @param apiKey the project's key, which the type posthog always has and no other
 * @param allowInsecure whether this is plain {@code http} to another machine, which the user's
 *     configuration allows
 * @param source where it was named
 * @param namedByPerson whether the person named it, and no publisher
 */
public record Destination(
    Type type,
    String url,
    Map<String, Secret> headers,
    Optional<Secret> apiKey,
    boolean allowInsecure,
    Source source,
    boolean namedByPerson) {

  /** The forms of request. */
  public enum Type {
    /** telem's own. */
    NATIVE("native"),
    /** PostHog's batch. */
    POSTHOG("posthog"),
    /** OpenTelemetry's OTLP over HTTP in JSON. */
    OTLP("otlp"),
    /** Grouparoo's snapshot. */
    SNAPSHOT("snapshot");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /** The type as configurations write it. */
    public String word() {
      return word;
    }

    static @Nullable Type named(String word) {
      for (Type type : values()) {
        if (type.word.equals(word)) {
          return type;
        }
      }
      return null;
    }
  }

  public Destination {
    // Map.copyOf would lose the order, and with it the stable identity.
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /**
   * What tells this destination from others: everything that {@link #toJson} writes. Two
   * destinations that differ in a header alone may be two tenants of one receiver.
   */
  public String identity() {
    return toJson();
  }

  /** What a sender needs, as one line of JSON; holds literal secrets. */
  public String toJson() {
    StringBuilder out = new StringBuilder(160);
    out.append("{\"type\":\"").append(type.word()).append("\",\"url\":");
    out.append(JsonText.quoted(url));
    if (!headers.isEmpty()) {
      char before = '{';
      out.append(",\"headers\":");
      for (Map.Entry<String, Secret> header : headers.entrySet()) {
        out.append(before).append(JsonText.quoted(header.getKey()));
        out.append(':').append(header.getValue().toJson());
        before = ',';
      }
      out.append('}');
    }
    if (apiKey.isPresent()) {
      out.append(",\"apiKey\":").append(apiKey.get().toJson());
    }
    if (allowInsecure) {
      out.append(",\"allowInsecure\":true");
    }
    return out.append('}').toString();
  }

  /**
   * The destination that {@link #toJson} wrote.
   *
   * @param file where the text was found, for messages
   * @throws BadConfiguration where it is damaged
   */
  public static Destination fromJson(String json, Path file) throws BadConfiguration {
    List<Problem> problems = new ArrayList<>();
    SourceFile parsed = SourceFile.parse(Source.Kind.QUEUE, file, json, problems);
    if (problems.isEmpty()) {
      try {
        return new DestinationEntry(parsed.root(), false, null).read();
      } catch (Unusable unusable) {
        problems.add(new Problem(parsed.root().source(), unusable.sentence()));
      }
    }
    throw new BadConfiguration(problems.getFirst());
  }

  /** The destination as people may see it: no key, no value of a header or of a query. */
  public String masked() {
    StringBuilder out = new StringBuilder(type.word()).append(' ').append(maskedUrl());
    for (Map.Entry<String, Secret> header : headers.entrySet()) {
      out.append(", ").append(header.getKey()).append(": ").append(header.getValue().masked());
    }
    if (apiKey.isPresent()) {
      out.append(", key ").append(apiKey.get().masked());
    }
    return out.toString();
  }

  /** Who receives: scheme, host and port. */
  public String origin() {
    int from = url.indexOf("://") + 3;
    int end = from;
    while (end < url.length() && url.charAt(end) != '/' && url.charAt(end) != '?') {
      end++;
    }
    return url.substring(0, end);
  }

  /** The URL as people may see it: without user-info and query. */
  public String maskedUrl() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query) + "?****";
  }

  @Override
  public String toString() {
    return masked();
  }
}
