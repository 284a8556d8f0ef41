package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a page shows, copied field for field into {@code pages/}, to be held against what was
 * produced. Where a page names a field in prose and shows no value of it, a pattern between slashes
 * stands for the value.
 */
final class Payload {
  private final JsonNode shown;

  private Payload(JsonNode shown) {
    this.shown = shown;
  }

  static Payload ofPage(String name) {
    try (InputStream in = Payload.class.getResourceAsStream("pages/" + name + ".json")) {
      if (in == null) {
        throw new AssertionError("pages/" + name + ".json is missing");
      }
      return new Payload(Events.json(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Fails on a difference without a name, and on a named difference that is none.
   *
   * @param differences the path of a field, or of an object or list with all that is in it, and the
   *     reason why it is not as on the page
   */
  void isProduced(JsonNode produced, Map<String, String> differences) {
    Set<String> found = new TreeSet<>();
    Map<String, JsonNode> expected = leaves(shown);
    Map<String, JsonNode> actual = leaves(produced);
    for (Map.Entry<String, JsonNode> leaf : expected.entrySet()) {
      JsonNode other = actual.get(leaf.getKey());
      if (other == null || !isAsShown(leaf.getValue(), other)) {
        found.add(leaf.getKey());
      }
    }
    actual.keySet().stream().filter(path -> !expected.containsKey(path)).forEach(found::add);
    assertThat(found)
        .as("differences without a name in %s", produced)
        .allMatch(path -> differences.keySet().stream().anyMatch(named -> covers(named, path)));
    assertThat(differences.keySet())
        .as("named differences that are none in %s", produced)
        .allMatch(named -> found.stream().anyMatch(path -> covers(named, path)));
    assertThat(differences.values()).allMatch(reason -> !reason.isBlank());
  }

  private static boolean covers(String named, String path) {
    return path.equals(named) || path.startsWith(named + "/");
  }

  private static boolean isAsShown(JsonNode shown, JsonNode produced) {
    String text = shown.asText();
    boolean pattern = shown.isTextual() && text.length() > 2 && text.matches("/.*/");
    return pattern
        ? produced.isValueNode() && produced.asText().matches(text.substring(1, text.length() - 1))
        : shown.equals(produced);
  }

  /** Every value by its path; an empty object or list is one. */
  private static Map<String, JsonNode> leaves(JsonNode tree) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    collect(tree, "", leaves);
    return leaves;
  }

  private static void collect(JsonNode node, String path, Map<String, JsonNode> leaves) {
    if (node.isEmpty()) {
      leaves.put(path, node);
    }
    node.properties()
        .forEach(field -> collect(field.getValue(), below(path, field.getKey()), leaves));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), below(path, String.valueOf(i)), leaves);
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
