package dev.telem.config;

import dev.telem.config.JsonValue.JsonNumber;
import java.util.List;

/**
 * Which notices were shown on this machine, so that a profile may send (spec consent.md, "Notice").
 *
 * <table>
 *   <caption>{@code notice.json}</caption>
 *   <tr><td>{@code shown}</td><td>an object with a member for each app</td></tr>
 *   <tr><td>{@code shown.APP}</td><td>an object with a member for each destination that the app's
 *   notice named, {@code "native https://host/path"}: the type, and the URL without its query</td></tr>
 *   <tr><td>{@code shown.APP.DESTINATION}</td><td>when, in milliseconds since the epoch</td></tr>
 * </table>
 *
 * <p>An app that gets another destination, or a destination that gets another app, needs a notice
 * of its own. What cannot be read was not shown.
 */
final class Notices {
  private static final int MAX_BYTES = 1 << 18;

  private Notices() {}

  /** Whether every destination of the profile was named in a notice of this app. */
  static boolean shown(
      Directories directories, String app, Profile profile, List<Problem> problems) {
    if (profile.destinations().isEmpty()) {
      return false;
    }
    Section file =
        SourceFile.read(Source.Kind.NOTICE, directories.notice(), MAX_BYTES, problems).root();
    Section shown = file.section("shown");
    Section ofApp = shown == null || app.isEmpty() ? null : shown.section(app);
    if (ofApp == null) {
      return false;
    }
    for (Destination destination : profile.destinations()) {
      if (!(ofApp.find(name(destination)) instanceof JsonNumber)) {
        return false;
      }
    }
    return true;
  }

  /** How a notice names a destination; holds no key and no secret. */
  static String name(Destination destination) {
    return destination.type().word() + " " + destination.maskedUrl();
  }
}
