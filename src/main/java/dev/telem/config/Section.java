package dev.telem.config;

import dev.telem.config.JsonValue.JsonArray;
import dev.telem.config.JsonValue.JsonBoolean;
import dev.telem.config.JsonValue.JsonNumber;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a configuration file, read by names and types; what does not fit is a problem. */
final class Section {
  private final Source source;
  private final String path;
  private final JsonObject object;
  private final List<Problem> problems;

  /**
   * @param path how its members' names begin in messages, {@code "spool."}
   */
  Section(Source source, String path, JsonObject object, List<Problem> problems) {
    this.source = source;
    this.path = path;
    this.object = object;
    this.problems = problems;
  }

  static Section empty(Source source, List<Problem> problems) {
    JsonObject nothing = new JsonObject(Map.of(), new Place(0, 0, 0, 0));
    return new Section(source, "", nothing, problems);
  }

  @Nullable JsonValue find(String name) {
    return object.find(name);
  }

  Map<String, Member> members() {
    return object.members();
  }

  /** Where this object stands. */
  Source source() {
    return source.at(object.place());
  }

  Source sourceOf(JsonValue value) {
    return source.at(value.place());
  }

  /** Something is wrong with this object as a whole. */
  void problem(String sentence) {
    problem(object.place(), sentence);
  }

  void problem(Place place, String sentence) {
    problems.add(new Problem(source.at(place), sentence));
  }

  /** What a member says about the level; a value of the wrong type cannot be read. */
  Statement level(Rank rank, String name) {
    JsonValue value = object.find(name);
    if (value == null) {
      return new Statement.Silent(rank, source, "names no level");
    }
    Answer answer = Answer.UNREADABLE;
    String said = value.kind();
    if (value instanceof JsonBoolean bool) {
      answer = bool.value() ? Answer.YES : Answer.NO;
    } else if (value instanceof JsonString string) {
      answer = Answer.to(string.text());
      said = JsonText.quoted(Shape.shortened(string.text()));
    }
    said = JsonText.quoted(name) + ": " + said;
    if (answer == Answer.UNREADABLE) {
      String sentence = said + " cannot be read, which means off; expected off, local or on";
      problem(value.place(), sentence);
      return new Statement.Unreadable(rank, sourceOf(value), sentence);
    }
    return new Statement.Wants(rank, sourceOf(value), answer.level(), said);
  }

  /** A string that is not blank; null where there is none. */
  @Nullable JsonString string(String name) {
    JsonValue value = object.find(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonString string && !string.text().isBlank()) {
      return string;
    }
    wrongType(name, value, "a string that is not empty");
    return null;
  }

  boolean flag(String name) {
    JsonValue value = object.find(name);
    if (value instanceof JsonBoolean bool) {
      return bool.value();
    }
    if (value != null) {
      wrongType(name, value, "true or false");
    }
    return false;
  }

  /** A whole number within these bounds; {@code otherwise} where there is none. */
  long number(String name, long least, long most, long otherwise) {
    JsonValue value = object.find(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof JsonNumber number) {
      long read = Shape.wholeNumber(number.digits());
      if (read >= least && read <= most) {
        return read;
      }
    }
    String sentence = "expected a whole number from " + least + " to " + most;
    problem(value.place(), JsonText.quoted(path + name) + ": " + sentence);
    return otherwise;
  }

  /** An object inside this one; null where there is none. */
  @Nullable Section section(String name) {
    JsonValue value = object.find(name);
    if (value == null) {
      return null;
    }
    if (value instanceof JsonObject inner) {
      return inside(name, inner);
    }
    wrongType(name, value, "an object");
    return null;
  }

  /** The object that is the value of this member. */
  Section inside(String name, JsonObject inner) {
    return new Section(source, path + name + ".", inner, problems);
  }

  /** The strings of a list, none of them blank; empty where there is none. */
  List<JsonString> strings(String name) {
    JsonValue value = object.find(name);
    if (value == null) {
      return List.of();
    }
    List<JsonString> strings = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (JsonValue element : array.elements()) {
        if (element instanceof JsonString string && !string.text().isBlank()) {
          strings.add(string);
        } else {
          wrongType(name + "[]", element, "a string that is not empty");
        }
      }
    } else {
      wrongType(name, value, "a list of strings");
    }
    return strings;
  }

  /** The objects of a list; empty where there is none. */
  List<Section> sections(String name) {
    JsonValue value = object.find(name);
    List<Section> sections = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (JsonValue element : array.elements()) {
        if (element instanceof JsonObject inner) {
          sections.add(inside(name + "[]", inner));
        } else {
          wrongType(name + "[]", element, "an object");
        }
      }
    } else if (value != null) {
      wrongType(name, value, "a list of objects");
    }
    return sections;
  }

  /** A value of the right type that is none of those which are expected. */
  void expected(String name, JsonValue value, String expected) {
    problem(value.place(), JsonText.quoted(path + name) + ": expected " + expected);
  }

  void wrongType(String name, JsonValue value, String expected) {
    String sentence = ": expected " + expected + ", but found " + value.kind();
    problem(value.place(), JsonText.quoted(path + name) + sentence);
  }

  /** Lists every member of another name as a problem. */
  void expectOnly(List<String> known) {
    for (Map.Entry<String, Member> member : object.members().entrySet()) {
      if (!known.contains(member.getKey())) {
        reportUnknown(member.getKey(), member.getValue(), known);
      }
    }
  }

  void reportUnknown(String name, Member member, List<String> known) {
    // A profile with a name that is not known is not used at all.
    boolean ignored = source.kind() != Source.Kind.PROFILE;
    String sentence =
        JsonText.quoted(path + name) + " is not known" + (ignored ? " and is ignored" : "");
    String near = Spelling.nearest(name, known);
    String hint = near == null ? "" : "; did you mean " + JsonText.quoted(path + near) + "?";
    problem(member.name(), sentence + hint);
  }
}
