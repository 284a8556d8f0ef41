package dev.telem.config;

import dev.telem.config.JsonValue.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What is allowed in a profile, and probably not meant. */
final class ProfileWarnings {
  private final Section root;
  private final Profile profile;
  private final List<Problem> warnings = new ArrayList<>();

  ProfileWarnings(Section root, Profile profile) {
    this.root = root;
    this.profile = profile;
  }

  List<Problem> find() {
    if (profile.app().isEmpty()) {
      warnings.add(
          new Problem(
              root.source(),
              "without an \"app\" events are collected under the command's own name"));
    }
    if (profile.strict()
        && profile.tool().options().isEmpty()
        && profile.tool().commands().isEmpty()) {
      warn("strict", "leaves nothing but placeholders where no command and option is declared");
    }
    if (profile.environmentPrefix().isPresent()
        && !profile.environmentPrefix().get().endsWith("_")) {
      warn("environmentPrefix", "usually ends with _, as in \"MYTOOL_\"");
    }
    aboutSending();
    twice("endpoints", profile.endpoints());
    twice("metrics", profile.exactMetrics());
    return warnings;
  }

  private void aboutSending() {
    boolean asks = profile.level() instanceof Statement.Wants wants && wants.level() == Level.ON;
    if (profile.destinations().isEmpty()) {
      if (asks) {
        warn("level", "asks for sending, but the profile names no destination");
      }
      if (profile.ci()) {
        warn("ci", "is about sending, but the profile names no destination");
      }
    } else if (!asks) {
      warn(
          "destinations",
          "are used for those only who switch telemetry on, without \"level\": \"on\"");
    }
  }

  private void twice(String name, List<String> values) {
    if (new HashSet<>(values).size() < values.size()) {
      warn(name, "holds something twice");
    }
  }

  private void warn(String name, String sentence) {
    Member member = root.members().get(name);
    if (member != null) {
      Source place = root.source().at(member.name());
      warnings.add(new Problem(place, JsonText.quoted(name) + " " + sentence));
    }
  }
}
