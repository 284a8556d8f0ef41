package dev.telem.channel;

import java.util.List;

/**
 * What the profile lets through besides.
 *
 * @param exact the metrics whose exact value may be a text: {@code cluster/os} (collection and
 *     topic), or {@code cluster/plugin/core} (and key)
 * @param endpoints templates of API paths; empty where there are none
 */
public record Allowed(List<String> exact, List<String> endpoints) {
  /** Copies the lists. */
  public Allowed {
    exact = List.copyOf(exact);
    endpoints = List.copyOf(endpoints);
  }

  boolean allows(String collection, String topic, String key) {
    String name = collection + "/" + topic;
    return exact.contains(name) || (!key.isEmpty() && exact.contains(name + "/" + key));
  }
}
