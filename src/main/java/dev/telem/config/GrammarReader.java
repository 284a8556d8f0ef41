package dev.telem.config;

import dev.telem.config.JsonValue.JsonArray;
import dev.telem.config.JsonValue.JsonNumber;
import dev.telem.config.JsonValue.JsonObject;
import dev.telem.config.JsonValue.JsonString;
import dev.telem.config.JsonValue.Member;
import dev.telem.config.Profile.Command;
import dev.telem.config.Profile.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the commands and options of a profile. */
final class GrammarReader {
  static final List<String> COMMAND_KEYS = List.of("aliases", "commands", "options");
  static final List<String> OPTION_KEYS =
      List.of("aliases", "arity", "attached", "sensitive", "choices");
  static final int MAX_ARITY = 9;
  private static final int MAX_CHOICES = 200;
  private static final String ARITY = "a number from 0 to 9, \"?\", \"*\" or \"+\"";

  private final Section root;

  /** What is found wrong is added to the problems of {@code root}. */
  GrammarReader(Section root) {
    this.root = root;
  }

  /** The tool itself, whose options and commands stand in the profile's own object. */
  Command tool() {
    return new Command("", List.of(), options(root), commands(root));
  }

  private List<Command> commands(Section parent) {
    List<Command> commands = new ArrayList<>();
    Names names = new Names(parent);
    if (parent.find("commands") instanceof JsonArray) {
      for (JsonString name : parent.strings("commands")) {
        names.addCommand(name.text(), name.place(), name.text());
        commands.add(new Command(name.text(), List.of(), List.of(), List.of()));
      }
      return commands;
    }
    Section section = parent.section("commands");
    if (section == null) {
      return commands;
    }
    for (Map.Entry<String, Member> member : section.members().entrySet()) {
      String name = member.getKey();
      names.addCommand(name, member.getValue().name(), name);
      if (member.getValue().value() instanceof JsonObject object) {
        Section command = section.inside(name, object);
        command.expectOnly(COMMAND_KEYS);
        List<String> aliases = new ArrayList<>();
        for (JsonString alias : command.strings("aliases")) {
          names.addCommand(alias.text(), alias.place(), name);
          aliases.add(alias.text());
        }
        commands.add(new Command(name, aliases, options(command), commands(command)));
      } else {
        section.wrongType(name, member.getValue().value(), "an object, which may be empty: {}");
      }
    }
    return commands;
  }

  private static List<Option> options(Section command) {
    List<Option> options = new ArrayList<>();
    Section section = command.section("options");
    if (section == null) {
      return options;
    }
    Names names = new Names(section);
    for (Map.Entry<String, Member> member : section.members().entrySet()) {
      String name = member.getKey();
      names.addOption(name, member.getValue().name(), name);
      if (member.getValue().value() instanceof JsonObject object) {
        Section option = section.inside(name, object);
        option.expectOnly(OPTION_KEYS);
        List<String> aliases = new ArrayList<>();
        for (JsonString alias : option.strings("aliases")) {
          names.addOption(alias.text(), alias.place(), name);
          aliases.add(alias.text());
        }
        options.add(option(name, aliases, option));
      } else {
        options.add(option(name, List.of(), section, member.getValue().value(), name));
      }
    }
    return options;
  }

  private static Option option(String name, List<String> aliases, Section section) {
    Option plain = option(name, aliases, section, section.find("arity"), "arity");
    boolean attached = section.flag("attached");
    boolean sensitive = section.flag("sensitive");
    List<String> choices = choices(section);
    if (attached && plain.most() == 0) {
      section.problem("\"attached\" is about a value; expected an \"arity\" too");
    }
    if (!choices.isEmpty() && plain.most() == 0) {
      section.problem("\"choices\" are values; expected an \"arity\" too");
    }
    if (!choices.isEmpty() && sensitive) {
      section.problem("the values of a sensitive option are never sent; expected no \"choices\"");
    }
    return new Option(name, aliases, plain.least(), plain.most(), attached, sensitive, choices);
  }

  /** An option of which only the arity is told, by a member of a section. */
  private static Option option(
      String name,
      List<String> aliases,
      Section section,
      @Nullable JsonValue arity,
      String member) {
    int least = 0;
    int most = 0;
    if (arity instanceof JsonNumber number && number.digits().length() == 1) {
      least = number.digits().charAt(0) - '0';
      most = least;
    } else if (arity instanceof JsonString text && isRange(text.text())) {
      char sign = text.text().charAt(0);
      least = sign == '+' ? 1 : 0;
      most = sign == '?' ? 1 : Profile.MANY;
    } else if (arity != null) {
      section.expected(member, arity, ARITY);
    }
    return new Option(name, aliases, least, most, false, false, List.of());
  }

  private static boolean isRange(String text) {
    return text.equals("?") || text.equals("*") || text.equals("+");
  }

  private static List<String> choices(Section section) {
    List<JsonString> written = section.strings("choices");
    List<String> choices = new ArrayList<>(written.size());
    for (JsonString choice : written) {
      if (!Shape.isWord(choice.text())) {
        section.expected(
            "choices[]", choice, "a word of at most 40 letters, digits and . _ + - that may leave");
      }
      choices.add(choice.text());
    }
    if (choices.size() > MAX_CHOICES) {
      section.problem("expected at most 200 \"choices\"");
    }
    return choices;
  }

  /** The names that are taken in one place: a name that two share could mean either. */
  private static final class Names {
    private final Section section;
    private final Map<String, String> owners = new HashMap<>();

    Names(Section section) {
      this.section = section;
    }

    void addCommand(String name, Place place, String owner) {
      if (!Shape.isCommandName(name)) {
        section.problem(
            place,
            quoted(name)
                + ": expected one word of letters, digits and . _ + : -, which begins with a letter"
                + " or digit");
      }
      add(name, place, owner);
    }

    void addOption(String name, Place place, String owner) {
      if (!name.startsWith("-")) {
        String dashed = (name.length() == 1 ? "-" : "--") + name;
        section.problem(place, quoted(name) + ": expected a dash in front: " + quoted(dashed));
      } else if (!Shape.isOptionName(name)) {
        section.problem(
            place,
            quoted(name) + ": expected letters, digits and . _ + : - after one or two dashes");
      }
      add(name, place, owner);
    }

    private void add(String name, Place place, String owner) {
      String other = owners.putIfAbsent(name, owner);
      if (other != null && other.equals(owner)) {
        section.problem(place, quoted(name) + " is never reached: it is a name of this already");
      } else if (other != null) {
        section.problem(place, quoted(name) + " is a name of " + quoted(other) + " already");
      }
    }

    private static String quoted(String name) {
      return JsonText.quoted(Shape.shortened(name));
    }
  }
}
