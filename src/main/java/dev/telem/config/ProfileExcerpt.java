package dev.telem.config;

import dev.telem.config.JsonValue.JsonArray;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a profile what one command line can need: everything but the sub-commands that none of
 * its words names. Those are stepped over byte by byte, since the profile of a large tool, read
 * whole at every start, would cost more than everything else (spec startup.md).
 */
final class ProfileExcerpt {
  /** So many words are looked at by the sanitizer, and the program itself. */
  private static final int LOOKED_AT = 101;

  private static final int MAX_DEPTH = 16;

  private final ByteCursor in;

  /** Where the name that was read last begins. */
  private final ByteCursor nameAt;

  private final Set<String> words;

  private ProfileExcerpt(byte[] bytes, List<String> words) {
    this.in = new ByteCursor(bytes);
    this.nameAt = new ByteCursor(in);
    this.words = new HashSet<>(words.subList(0, Math.min(words.size(), LOOKED_AT)));
  }

  /**
   * The profile without those sub-commands; null where it cannot be understood, so that reading all
   * of it tells where the mistake is.
   *
   * @param bytes at most as many as {@link JsonCursor#MAX_BYTES}
   */
  static @Nullable JsonObject of(byte[] bytes, List<String> words) {
    ProfileExcerpt excerpt = new ProfileExcerpt(bytes, words);
    try {
      excerpt.in.blanks();
      JsonObject root = excerpt.command(0);
      excerpt.in.blanks();
      return excerpt.in.isAtEnd() ? root : null;
    } catch (MalformedJson mistake) {
      return null;
    }
  }

  /** The object of a command, or of the whole profile. */
  private JsonObject command(int depth) throws MalformedJson {
    if (depth > MAX_DEPTH) {
      throw ByteCursor.malformed();
    }
    Place start = in.place();
    Map<String, Member> members = new LinkedHashMap<>();
    for (String name = first(); name != null; name = next()) {
      Place place = nameAt.place();
      boolean nested = name.equals("commands") && in.peek() == '{';
      JsonValue value = nested ? commands(depth + 1) : value();
      if (members.putIfAbsent(name, new Member(place, value)) != null) {
        throw ByteCursor.malformed();
      }
    }
    return new JsonObject(members, start);
  }

  /** Those of the commands that a word names. */
  private JsonObject commands(int depth) throws MalformedJson {
    Place start = in.place();
    Map<String, Member> members = new LinkedHashMap<>();
    for (String name = first(); name != null; name = next()) {
      Place place = nameAt.place();
      if (words.contains(name) || stepOverUnlessNamed()) {
        JsonValue value = in.peek() == '{' ? command(depth) : value();
        if (members.putIfAbsent(name, new Member(place, value)) != null) {
          throw ByteCursor.malformed();
        }
      }
    }
    return new JsonObject(members, start);
  }

  /** Whether a word is an alias of the command that begins here; if not, steps over it. */
  private boolean stepOverUnlessNamed() throws MalformedJson {
    ByteCursor start = new ByteCursor(in);
    if (in.peek() != '{') {
      in.stepOverValue();
      return false;
    }
    for (String name = first(); name != null; name = next()) {
      if (!name.equals("aliases")) {
        in.stepOverValue();
      } else if (holdsWord(value())) {
        in.moveTo(start);
        return true;
      }
    }
    return false;
  }

  private boolean holdsWord(JsonValue aliases) {
    List<JsonValue> elements = aliases instanceof JsonArray array ? array.elements() : List.of();
    for (JsonValue alias : elements) {
      if (alias instanceof JsonString text && words.contains(text.text())) {
        return true;
      }
    }
    return false;
  }

  /** Steps into an object and over its first name; null where it is empty. */
  private @Nullable String first() throws MalformedJson {
    in.expect('{');
    return name();
  }

  /** Steps behind a value and over the next name; null behind the last. */
  private @Nullable String next() throws MalformedJson {
    in.blanks();
    if (in.peek() != '}') {
      in.expect(',');
    }
    return name();
  }

  private @Nullable String name() throws MalformedJson {
    in.blanks();
    if (in.peek() == '}') {
      in.expect('}');
      return null;
    }
    nameAt.moveTo(in);
    String name = plainName();
    in.blanks();
    in.expect(':');
    in.blanks();
    return name;
  }

  /** Names are many, and nearly all of them hold no escape. */
  private String plainName() throws MalformedJson {
    if (in.peek() != '"') {
      throw ByteCursor.malformed();
    }
    in.stepOverString();
    String name = in.text(nameAt.index() + 1, in.index() - 1);
    if (name.indexOf('\\') >= 0 || name.indexOf('\uFFFD') >= 0) {
      // Reading all of it tells whether that is right.
      throw ByteCursor.malformed();
    }
    return name;
  }

  /** Reads what stands here. */
  private JsonValue value() throws MalformedJson {
    Place place = in.place();
    int start = in.index();
    in.stepOverValue();
    return JsonReader.read(JsonCursor.decode(in.since(start)), place);
  }
}
