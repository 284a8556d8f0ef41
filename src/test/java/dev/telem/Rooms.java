package dev.telem;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;

/** The table of rooms (spec style.md), and the program that lives in them. */
final class Rooms {
  static final String BASE = "dev.telem";

  /** Each room, and the rooms that it may import. */
  static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          room("privacy", ""),
          room("event", "privacy"),
          room("environment", ""),
          room("config", ""),
          room("consent", "config"),
          room("help", "config"),
          room("identity", "privacy"),
          room("manual", ""),
          room("run", ""),
          room("shim", ""),
          room("spool", ""),
          room("log", ""),
          room("channel", "privacy event"),
          room("delivery", "spool event"),
          room("report", "event log spool consent config environment privacy"),
          room("view", ""),
          room(
              "session", "privacy event environment config consent identity run spool log channel"),
          room(
              "cli",
              "privacy event environment config consent help identity manual run shim spool log"
                  + " delivery report view session channel"));

  static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  private Rooms() {}

  private static Map.Entry<String, Set<String>> room(String name, String mayImport) {
    return Map.entry(name, mayImport.isEmpty() ? Set.of() : Set.of(mayImport.split(" ")));
  }

  static String inside(String room) {
    return BASE + "." + room + "..";
  }

  /** The first word of the package below the base; the base itself is a room without a name. */
  static String roomOf(JavaClass type) {
    String below = type.getPackageName().substring(BASE.length());
    return below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
  }
}
