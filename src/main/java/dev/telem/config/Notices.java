package dev.telem.config;

import dev.telem.config.Contents.Arguments;
import dev.telem.config.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which notices of an app were shown on this machine, so that its profile may send (spec
 * consent.md, "Notice").
 *
 * <table>
 *   <caption>{@code notice.json}</caption>
 *   <tr><td>{@code key}</td><td>of the digests: a random UUID</td></tr>
 *   <tr><td>{@code shown}</td><td>an object with a member for each app</td></tr>
 *   <tr><td>{@code shown.APP}</td><td>an object with a member for each receiver that the app's
 *   notice named: 16 digits ({@link ReceiverDigest})</td></tr>
 *   <tr><td>{@code shown.APP.RECEIVER}</td><td>{@code {"origin": "https://host:port",
 *   "schemaVersion": 1, "args": "placeholders", "undeclared": true, "ts": 1658231825280}}: where
 *   that is, what the notice told of ({@link Promise}), and when, in milliseconds since the
 *   epoch</td></tr>
 * </table>
 *
 * <p>An app that gets another receiver, a receiver that gets another app, and events that tell more
 * need a notice of their own. A receiver is all that its requests are made of: type, URL, key, user
 * and headers. A secret among those that is only renewed cannot be told from one that leads to
 * somebody else's account, so that it needs a notice too: too many rather than too few. What cannot
 * be read was not shown.
 *
 * @param app the name under which is collected; "" where none is known
 * @param shown those of this app
 * @param digest by which receivers are known here
 */
public record Notices(String app, List<Shown> shown, ReceiverDigest digest) {
  private static final int MAX_VERSION = 1_000_000;

  public Notices {
    shown = List.copyOf(shown);
  }

  /** Of an app of which none was shown. */
  public static Notices none(String app) {
    return new Notices(app, List.of(), new ReceiverDigest(null));
  }

  /**
   * A notice that was shown.
   *
   * @param receiver the digest of the one that it named; "" where that is not known any more
   * @param origin where that is: scheme, host and port
   * @param promise of what it told
   * @param ts when, in milliseconds since the epoch
   */
  public record Shown(String app, String receiver, String origin, Promise promise, long ts) {}

  /** Those of every app, and the key of their file. */
  record All(List<Shown> shown, ReceiverDigest digest) {}

  /** Those of an app; the file is read only where a profile wants anything sent. */
  static Notices of(
      Directories directories, String app, Optional<Profile> profile, List<Problem> problems) {
    if (profile.isEmpty() || profile.get().destinations().isEmpty() || app.isEmpty()) {
      return none(app);
    }
    Section file = file(directories, problems);
    Section all = file.section("shown");
    List<Shown> shown = new ArrayList<>(1);
    if (all != null) {
      add(all, app, shown);
    }
    return new Notices(app, shown, digest(file));
  }

  /** Every notice that was shown on this machine. */
  public static List<Shown> everyOne(Directories directories, List<Problem> problems) {
    return all(directories, problems).shown();
  }

  static All all(Directories directories, List<Problem> problems) {
    Section file = file(directories, problems);
    Section all = file.section("shown");
    List<Shown> shown = new ArrayList<>();
    if (all != null) {
      for (String app : all.members().keySet()) {
        add(all, app, shown);
      }
    }
    return new All(shown, digest(file));
  }

  private static Section file(Directories directories, List<Problem> problems) {
    return SourceFile.read(Source.Kind.NOTICE, directories.notice(), JsonCursor.MAX_BYTES, problems)
        .root();
  }

  private static ReceiverDigest digest(Section file) {
    JsonString key = file.string("key");
    return new ReceiverDigest(
        key != null && Shape.isUuid(key.text()) ? UUID.fromString(key.text()) : null);
  }

  private static void add(Section all, String app, List<Shown> shown) {
    Section ofApp = all.section(app);
    if (ofApp == null) {
      return;
    }
    for (Map.Entry<String, JsonValue.Member> member : ofApp.members().entrySet()) {
      Section notice = ofApp.section(member.getKey());
      if (notice != null) {
        shown.add(shown(app, member.getKey(), notice));
      }
    }
  }

  /** What it does not say that it told of, it did not tell of. */
  private static Shown shown(String app, String receiver, Section notice) {
    int version = (int) notice.number("schemaVersion", 1, MAX_VERSION, 0);
    JsonString args = notice.string("args");
    Arguments arguments = args == null ? null : Arguments.named(args.text());
    Promise promise =
        new Promise(
            version, arguments == null ? Arguments.NONE : arguments, notice.flag("undeclared"));
    long ts = notice.number("ts", 0, Long.MAX_VALUE, 0);
    JsonString origin = notice.string("origin");
    return origin == null
        // As older versions wrote them: the origin was the receiver's name.
        ? new Shown(app, "", receiver, promise, ts)
        : new Shown(app, receiver, origin.text(), promise, ts);
  }

  /** Whether one told that events which tell so much go to there. */
  public boolean cover(Destination destination, Promise promise) {
    String receiver = shown.isEmpty() ? "" : digest.of(destination);
    for (Shown notice : shown) {
      if (!receiver.isEmpty()
          && notice.receiver().equals(receiver)
          && notice.promise().covers(promise)) {
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
