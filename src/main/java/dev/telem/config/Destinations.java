package dev.telem.config;

import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.Variables.Variable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the person said that events go: the option, else the variables, else the configuration. Who
 * names an endpoint replaces those named less explicitly, also where it cannot be used: what was
 * meant to go elsewhere does not go to the usual place.
 */
final class Destinations {
  private final Variables variables;
  private final Section user;
  private final Directories directories;
  private final List<Problem> problems;
  private final boolean allowInsecure;
  private final Map<String, Destination> usable = new LinkedHashMap<>();

  private Destinations(
      Variables variables, Section user, Directories directories, List<Problem> problems) {
    this.variables = variables;
    this.user = user;
    this.directories = directories;
    this.problems = problems;
    this.allowInsecure = user.flag("allowInsecure");
  }

  static List<Destination> named(
      Options options,
      Variables variables,
      Section user,
      Directories directories,
      List<Problem> problems) {
    Destinations named = new Destinations(variables, user, directories, problems);
    if (options.endpoint().isPresent()) {
      named.addUrl(options.endpoint().get(), Source.option("--endpoint"));
    } else if (!named.addFromVariables()) {
      named.addFromConfiguration();
    }
    return List.copyOf(named.usable.values());
  }

  private boolean addFromVariables() {
    Variable endpoint = variables.find("TELEMETRY_ENDPOINT");
    if (endpoint != null) {
      addUrl(endpoint.value(), endpoint.source());
    }
    boolean postHog = false;
    for (String own : variables.prefixes()) {
      postHog = postHog || addPostHog(own + "POSTHOG") || addPostHog(own + "TELEMETRY_POSTHOG");
    }
    postHog = postHog || addPostHog("TELEMETRY_POSTHOG");
    return postHog || endpoint != null;
  }

  /** Host and key are taken from one pair only, so that no key goes to another's host. */
  private boolean addPostHog(String prefix) {
    Variable host = variables.exact(prefix + "_HOST");
    Variable key = variables.exact(prefix + "_API_KEY");
    if (host == null || key == null) {
      Variable one = host == null ? key : host;
      if (one != null) {
        String other = prefix + (host == null ? "_HOST" : "_API_KEY");
        variables.problem(
            one, "expected " + other + " to be set too; this destination is not used");
      }
      return one != null;
    }
    String url = host.value().contains("://") ? host.value() : "https://" + host.value();
    try {
      Optional<Secret> apiKey = Optional.of(new Secret.Literal(key.value()));
      Endpoint endpoint = Endpoint.parse(url);
      if (endpoint.type() != null && endpoint.type() != Destination.Type.POSTHOG) {
        throw new Unusable("expected the address of a PostHog");
      }
      add(
          make(
              endpoint,
              Destination.Type.POSTHOG,
              Map.of(),
              apiKey,
              allowInsecure,
              host.source(),
              true));
    } catch (Unusable unusable) {
      report(host.source(), unusable);
    }
    return true;
  }

  private void addFromConfiguration() {
    JsonString endpoint = user.string("endpoint");
    if (endpoint != null) {
      addUrl(endpoint.text(), user.sourceOf(endpoint));
    }
    for (Section entry : user.sections("destinations")) {
      try {
        add(new DestinationEntry(entry, allowInsecure, directories).read());
      } catch (Unusable unusable) {
        report(entry.source(), unusable);
      }
    }
  }

  private void addUrl(String url, Source source) {
    try {
      Endpoint endpoint = Endpoint.parse(url);
      Destination.Type named = endpoint.type();
      Destination.Type type = named == null ? Destination.Type.NATIVE : named;
      add(make(endpoint, type, Map.of(), Optional.empty(), allowInsecure, source, true));
    } catch (Unusable unusable) {
      report(source, unusable);
    }
  }

  /** A destination that is named twice gets every event once. */
  private void add(Destination destination) {
    usable.putIfAbsent(destination.identity(), destination);
  }

  private void report(Source source, Unusable unusable) {
    problems.add(new Problem(source, unusable.sentence() + "; this destination is not used"));
  }

  static Destination make(
      Endpoint endpoint,
      Destination.Type type,
      Map<String, Secret> headers,
      Optional<Secret> apiKey,
      boolean allowInsecure,
      Source source,
      boolean namedByPerson)
      throws Unusable {
    boolean open = !endpoint.encrypted() && !endpoint.isLoopback();
    if (open && !allowInsecure) {
      throw new Unusable(
          "plain http goes to this machine only; expected https, or \"allowInsecure\": true in"
              + " your configuration");
    }
    String userInfo = endpoint.userInfo();
    if (apiKey.isPresent() && (type != Destination.Type.POSTHOG || !userInfo.isEmpty())) {
      throw new Unusable("expected one key, and for posthog only");
    }
    Map<String, Secret> allHeaders = headers;
    Optional<Secret> key = apiKey;
    if (type == Destination.Type.POSTHOG) {
      if (key.isEmpty() && !userInfo.isEmpty()) {
        key = Optional.of(new Secret.Literal(userInfo));
      }
      if (key.isEmpty()) {
        throw new Unusable("expected the project's key, as in posthog+https://KEY@host");
      }
    } else if (!userInfo.isEmpty()) {
      allHeaders = withAuthorization(headers, userInfo);
    }
    String url = type == Destination.Type.NATIVE ? endpoint.url() : base(endpoint.url());
    return new Destination(type, url, allHeaders, key, open, source, namedByPerson);
  }

  /** User-info becomes the header that it stands for, unless that is named as well. */
  private static Map<String, Secret> withAuthorization(
      Map<String, Secret> headers, String userInfo) {
    for (String name : headers.keySet()) {
      if (name.equalsIgnoreCase("Authorization")) {
        return headers;
      }
    }
    byte[] credentials = userInfo.getBytes(StandardCharsets.UTF_8);
    Map<String, Secret> all = new LinkedHashMap<>(headers);
    String value = "Basic " + Base64.getEncoder().encodeToString(credentials);
    all.put("Authorization", new Secret.Literal(value));
    return all;
  }

  /** An address to which the type's own path is added. */
  private static String base(String url) throws Unusable {
    if (url.indexOf('?') >= 0) {
      throw new Unusable("expected an address without a query (?) for this type");
    }
    int end = url.length();
    while (url.charAt(end - 1) == '/') {
      end--;
    }
    return url.substring(0, end);
  }
}
