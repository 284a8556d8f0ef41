package dev.telem.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.telem.config.JsonValue.JsonArray;
import dev.telem.config.JsonValue.JsonBoolean;
import dev.telem.config.JsonValue.JsonNull;
import dev.telem.config.JsonValue.JsonNumber;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  static Stream<Arguments> values() {
    return Stream.of(
        arguments("{}", "{}"),
        arguments("[ ]", "[]"),
        arguments("{\"a\":1,}", "{a=1}"),
        arguments("[1,2,]", "[1,2]"),
        arguments("[-0, 0.5, -1.5e+10, 2E-3]", "[-0,0.5,-1.5e+10,2E-3]"),
        arguments("[true,false,null]", "[true,false,null]"),
        arguments("// before\n{ /* in */ \"a\" /**/ : // after\n [ ] } // end", "{a=[]}"),
        arguments("/* a * b / c */ 1", "1"),
        arguments("\"a\\\"b\\\\c\\/\\n\\u0041\\ud83d\\ude00\"", "a\"b\\c/\nA😀"),
        arguments("\"// no comment\"", "// no comment"),
        arguments("\" \"", " "),
        arguments("\ufeff[]", "[]"),
        arguments("{\"z\":1,\"a\":{\"b\":[{}]}}", "{z=1,a={b=[{}]}}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aTextIsReadAsItsValues(String text, String values) throws MalformedJson {
    assertThat(shown(JsonReader.read(text))).isEqualTo(values);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments("", "1:1", "expected a value, but found the end of the text"),
        arguments(
            "{", "1:2", "expected a name in double quotes or '}', but found the end of the text"),
        arguments("[", "1:2", "expected a value, but found the end of the text"),
        arguments("{a:1}", "1:2", "expected a name in double quotes or '}', but found \"a\""),
        arguments("{'a':1}", "1:2", "expected a name in double quotes or '}', but found \"'\""),
        arguments("{\"a\" 1}", "1:6", "expected ':' after the name, but found \"1\""),
        arguments("{\"a\":}", "1:6", "expected a value, but found \"}\""),
        arguments("{\"a\":1 \"b\":2}", "1:8", "expected ',' or '}', but found \"\\\"\""),
        arguments("{\"a\":1,,}", "1:8", "expected a name in double quotes or '}', but found \",\""),
        arguments("{,}", "1:2", "expected a name in double quotes or '}', but found \",\""),
        arguments("[,]", "1:2", "expected a value, but found \",\""),
        arguments("[1 2]", "1:4", "expected ',' or ']', but found \"2\""),
        arguments("[1}", "1:3", "expected ',' or ']', but found \"}\""),
        arguments(
            "{\n  \"a\": 1,\n  \"a\": 2\n}",
            "3:3",
            "expected every name once, but \"a\" is here again"),
        arguments("{} {}", "1:4", "expected the end of the text, but found \"{\""),
        arguments(
            "\"abc",
            "1:5",
            "expected '\"' at the end of the string, but found the end of the text"),
        arguments(
            "\"abc\n\"",
            "1:5",
            "expected '\"' at the end of the string, but found the end of the line"),
        arguments(
            "\"a\tb\"", "1:3", "expected '\"' at the end of the string, but found \"\\u0009\""),
        arguments(
            "\"\\x\"", "1:3", "expected one of \" \\ / b f n r t u after \\, but found \"x\""),
        arguments(
            "\"\\u12g4\"", "1:6", "expected four hexadecimal digits after \\u, but found \"g\""),
        arguments(
            "[\"\\ud800\"]", "1:2", "expected whole characters, but a \\u escape is half of one"),
        arguments("[tru]", "1:2", "expected a value, but found \"tru\""),
        arguments("[True]", "1:2", "expected a value, but found \"True\""),
        arguments("[NaN]", "1:2", "expected a value, but found \"NaN\""),
        arguments("[01]", "1:3", "expected the end of the number, but found \"1\""),
        arguments("[1.]", "1:4", "expected a digit, but found \"]\""),
        arguments("[.5]", "1:2", "expected a value, but found \".\""),
        arguments("[-]", "1:3", "expected a digit, but found \"]\""),
        arguments("[1e]", "1:4", "expected a digit, but found \"]\""),
        arguments("[0x10]", "1:3", "expected the end of the number, but found \"x\""),
        arguments("[+1]", "1:2", "expected a value, but found \"+\""),
        arguments("\n /* x\n", "2:2", "expected */ at the end of this comment"),
        arguments("/*/", "1:1", "expected */ at the end of this comment"),
        arguments("[1] /", "1:5", "expected // or /* for a comment, but found \"/\""),
        arguments("# a", "1:1", "expected a value, but found \"#\""),
        arguments("/* \n\n */ x", "3:5", "expected a value, but found \"x\""),
        arguments("[1,\u00a02]", "1:4", "expected a value, but found \"\u00a0\""));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsToldWithItsPlaceAndWhatWasExpected(String text, String place, String sentence) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOfSatisfying(
            MalformedJson.class,
            malformed -> {
              Place at = malformed.place();
              assertThat(at.line() + ":" + at.column() + "|" + malformed.sentence())
                  .isEqualTo(place + "|" + sentence);
            });
  }

  @Test
  void everyValueKnowsWhereItStands() throws MalformedJson {
    String text = "{ // one\n  \"a\": [10,\n    {\"é😀\": \"b\\n\"}],\r\n\t\"c\": true }";
    JsonObject root = JsonReader.readObject(text);
    assertThat(root.place()).isEqualTo(new Place(1, 1, 0, text.length()));
    JsonArray list = (JsonArray) member(root, "a").value();
    assertThat(member(root, "a").name().line()).isEqualTo(2);
    assertThat(member(root, "a").name().column()).isEqualTo(3);
    assertThat(pieceOf(text, list)).isEqualTo("[10,\n    {\"é😀\": \"b\\n\"}]");
    assertThat(list.elements().get(1).place().line()).isEqualTo(3);
    assertThat(list.elements().get(1).place().column()).isEqualTo(5);
    JsonValue inner = member(list.elements().get(1), "é😀").value();
    assertThat(pieceOf(text, inner)).isEqualTo("\"b\\n\"");
    assertThat(inner.place().column()).isEqualTo(13);
    JsonValue last = member(root, "c").value();
    assertThat(last.place().line()).isEqualTo(4);
    assertThat(last.place().column()).isEqualTo(7);
  }

  @Test
  void aMarkAtTheBeginningIsNoColumn() throws MalformedJson {
    assertThat(JsonReader.read("\ufeff{}").place()).isEqualTo(new Place(1, 1, 1, 3));
  }

  @Test
  void nestingHasALimit() throws MalformedJson {
    String deepest = "[".repeat(JsonReader.MAX_DEPTH) + "]".repeat(JsonReader.MAX_DEPTH);
    assertThat(JsonReader.read(deepest)).isInstanceOf(JsonArray.class);
    assertThatThrownBy(() -> JsonReader.read("[" + deepest + "]"))
        .isInstanceOf(MalformedJson.class)
        .hasMessage("expected at most 64 objects and lists inside each other");
    assertThatThrownBy(() -> JsonReader.read("{\"a\":".repeat(100_000)))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void sizeHasALimit() throws MalformedJson {
    byte[] largest = new byte[JsonCursor.MAX_BYTES];
    assertThat(JsonCursor.decode(largest)).hasSize(largest.length);
    assertThatThrownBy(() -> JsonCursor.decode(new byte[JsonCursor.MAX_BYTES + 1]))
        .isInstanceOf(MalformedJson.class)
        .hasMessage("expected at most 1048576 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c0af", "c328", "eda080", "f8888888", "e282", "80"})
  void bytesThatAreNoUtf8AreToldWithTheirPlace(String hex) {
    byte[] wrong = HexFormat.of().parseHex(hex);
    byte[] before = "{\n \"�\": \"".getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[before.length + wrong.length];
    System.arraycopy(before, 0, text, 0, before.length);
    System.arraycopy(wrong, 0, text, before.length, wrong.length);
    assertThatThrownBy(() -> JsonCursor.decode(text))
        .isInstanceOfSatisfying(
            MalformedJson.class,
            malformed -> {
              assertThat(malformed.place().line()).isEqualTo(2);
              assertThat(malformed.place().column()).isEqualTo(8);
            });
  }

  @Test
  void aTextWithTheReplacementCharacterItselfIsGood() throws MalformedJson {
    String text = "\"\ufffd\"";
    assertThat(JsonCursor.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  @Test
  void aHundredThousandNamesAreRead() throws MalformedJson {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 100_000; i++) {
      text.append('"').append(i).append("\":1,");
    }
    assertThat(JsonReader.readObject(text + "}").members()).hasSize(100_000);
  }

  @Test
  void noDamageBreaksAnythingButTheTextItself() {
    long seed = 20_261_124;
    Random random = new Random(seed);
    String good =
        """
        { // comment
          "level": "on", /* more */ "endpoint": "https://x/\\u00e9\\n",
          "spool": {"maxEvents": 10, "maxBytes": -1.5e3, "a": [true, false, null, [], {}]},
        }
        """;
    String alphabet = "{}[]\",:/*\\\n\r\t 019-+.eEuntfaz\u0000\ufeffé\ud83d\ude00";
    int malformed = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder(good);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(4));
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        text.replace(at, end, random.nextBoolean() ? String.valueOf(c) : "");
      }
      try {
        JsonValue value = JsonReader.read(text.toString());
        assertThat(value.place().end()).isLessThanOrEqualTo(text.length());
      } catch (MalformedJson expected) {
        malformed++;
        assertThat(isInside(expected.place(), text.toString()))
            .as("seed %s, round %s: %s at %s", seed, round, text, expected.place())
            .isTrue();
      }
    }
    assertThat(malformed).as("seed %s", seed).isBetween(5_000, 19_999);
  }

  /** Whether the place is in the text or just behind one of its lines. */
  private static boolean isInside(Place place, String text) {
    String[] lines = text.split("\n", -1);
    return place.line() >= 1
        && place.line() <= lines.length
        && place.column() >= 1
        && place.column() <= lines[place.line() - 1].length() + 1;
  }

  private static JsonValue.Member member(JsonValue object, String name) {
    return requireNonNull(((JsonObject) object).members().get(name));
  }

  private static String pieceOf(String text, JsonValue value) {
    return text.substring(value.place().start(), value.place().end());
  }

  private static String shown(JsonValue value) {
    return switch (value) {
      case JsonObject object ->
          object.members().entrySet().stream()
              .map(member -> member.getKey() + "=" + shown(member.getValue().value()))
              .collect(Collectors.joining(",", "{", "}"));
      case JsonArray array ->
          array.elements().stream()
              .map(JsonReaderTest::shown)
              .collect(Collectors.joining(",", "[", "]"));
      case JsonString string -> string.text();
      case JsonNumber number -> number.digits();
      case JsonBoolean bool -> String.valueOf(bool.value());
      case JsonNull none -> none.kind();
    };
  }
}
