package dev.telem.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which notices of an app were shown on this machine, so that its profile may send (spec
 * consent.md, "Notice").
 *
 * <table>
 *   <caption>{@code notice.json}</caption>
 *   <tr><td>{@code shown}</td><td>an object with a member for each app</td></tr>
 *   <tr><td>{@code shown.APP}</td><td>an object with a member for each receiver that the app's
 *   notice named: {@code "https://host:port"}</td></tr>
 *   <tr><td>{@code shown.APP.ORIGIN}</td><td>{@code {"schemaVersion": 1, "ts": 1658231825280}}: of
 *   which events the notice told, and when, in milliseconds since the epoch</td></tr>
 * </table>
 *
 * <p>An app that gets another receiver, a receiver that gets another app, and events that hold more
 * need a notice of their own. What cannot be read was not shown.
 *
 * @param app the name under which is collected; "" where none is known
 * @param shown those of this app
 */
public record Notices(String app, List<Shown> shown) {
  private static final int MAX_VERSION = 1_000_000;

  public Notices {
    shown = List.copyOf(shown);
  }

  /**
   * A notice that was shown.
   *
   * @param origin the receiver that it named: scheme, host and port
   * @param schemaVersion of which events it told
   * @param ts when, in milliseconds since the epoch
   */
  public record Shown(String app, String origin, int schemaVersion, long ts) {
    boolean isAbout(String otherApp, String otherOrigin) {
      return app.equals(otherApp) && origin.equals(otherOrigin);
    }
  }

  /** Those of an app; the file is read only where a profile wants anything sent. */
  static Notices of(
      Directories directories, String app, Optional<Profile> profile, List<Problem> problems) {
    if (profile.isEmpty() || profile.get().destinations().isEmpty() || app.isEmpty()) {
      return new Notices(app, List.of());
    }
    Section all = file(directories, problems).section("shown");
    List<Shown> shown = new ArrayList<>(1);
    if (all != null) {
      add(all, app, shown);
    }
    return new Notices(app, shown);
  }

  /** Every notice that was shown on this machine. */
  public static List<Shown> everyOne(Directories directories, List<Problem> problems) {
    Section all = file(directories, problems).section("shown");
    List<Shown> shown = new ArrayList<>();
    if (all != null) {
      for (String app : all.members().keySet()) {
        add(all, app, shown);
      }
    }
    return shown;
  }

  private static Section file(Directories directories, List<Problem> problems) {
    return SourceFile.read(Source.Kind.NOTICE, directories.notice(), JsonCursor.MAX_BYTES, problems)
        .root();
  }

  private static void add(Section all, String app, List<Shown> shown) {
    Section ofApp = all.section(app);
    if (ofApp == null) {
      return;
    }
    for (Map.Entry<String, JsonValue.Member> member : ofApp.members().entrySet()) {
      Section notice = ofApp.section(member.getKey());
      if (notice != null) {
        int version = (int) notice.number("schemaVersion", 1, MAX_VERSION, 0);
        long ts = notice.number("ts", 0, Long.MAX_VALUE, 0);
        shown.add(new Shown(app, member.getKey(), version, ts));
      }
    }
  }

  /** Whether one told that events of this schema go to there. */
  public boolean cover(Destination destination, int schemaVersion) {
    String origin = destination.origin();
    for (Shown notice : shown) {
      if (notice.origin().equals(origin) && notice.schemaVersion() >= schemaVersion) {
        return true;
      }
    }
    return false;
  }

  /** The app's name where it is a short word of letters, digits and {@code . _ + -}. */
  public Optional<String> plainApp() {
    return Shape.isWord(app) ? Optional.of(app) : Optional.empty();
  }

  /** The variable that switches this app off; empty where no shell could set it. */
  public Optional<String> switchVariable() {
    return Shape.isWord(app) && app.charAt(0) > '9'
        ? Optional.of(Variables.prefix(app) + "TELEMETRY")
        : Optional.empty();
  }
}
