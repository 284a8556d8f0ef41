package dev.telem.manual;

import java.util.List;

/** What the manual pages tell beside the help of the commands. */
final class Reference {
  static final List<Entry> ENVIRONMENT =
      List.of(
          new Entry("DO_NOT_TRACK", "1 switches telemetry off, for every tool that heeds it."),
          new Entry(
              "TELEMETRY, TELEMETRY_ENABLED",
              "0, false, no or off switches it off; 1 is consent to send where an endpoint is"
                  + " named."),
          new Entry(
              "TELEMETRY_DISABLE, TELEMETRY_DISABLED, TELEMETRY_OPTOUT, TELEMETRY_OPT_OUT",
              "1 switches it off."),
          new Entry("MYTOOL_TELEMETRY", "Any of these for one tool, with its name in front."),
          new Entry(
              "TELEMETRY_ENDPOINT",
              "Where events are sent: an https URL, or posthog+https, otlp+https, snapshot+https."),
          new Entry(
              "TELEMETRY_POSTHOG_HOST, TELEMETRY_POSTHOG_API_KEY", "A PostHog to send them to."),
          new Entry("TELEMETRY_LOG_FILE", "The log that every event is appended to."),
          new Entry("TELEMETRY_PROFILE", "The profile of the wrapped tool."),
          new Entry(
              "TELEMETRY_FLUSH, TELEMETRY_FLUSH_TIMEOUT",
              "detach, wait or never: who sends; and how long a run in CI waits for it."),
          new Entry(
              "TELEMETRY_EXECUTION_ID, TELEMETRY_SESSION_ID, TELEMETRY_EVENTS",
              "What a wrapped command is given: its run, the outermost run, and a file for"
                  + " events."),
          new Entry(
              "TELEMETRY_HOME",
              "A folder for all that telem reads and writes, in the place of those under FILES:"
                  + " config.json, events.jsonl, profiles, shims and the rest are right in it."),
          new Entry("TELEMETRY_CA_FILE, SSL_CERT_FILE", "Certificates of private authorities."),
          new Entry(
              "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY", "Proxies, as other programs do."),
          new Entry("TELEMETRY_DEBUG", "1 shows on stderr what goes wrong in telemetry itself."),
          new Entry("NO_COLOR", "No colours."));

  static final List<Entry> FILES =
      List.of(
          new Entry("~/.config/telem/config.json", "Your configuration: JSON with comments."),
          new Entry("~/.local/state/telem/events.jsonl", "The log, rotated at 5 MiB."),
          new Entry(
              "~/.local/state/telem/delivery.jsonl",
              "Receipts: what was sent, where, and how it went."),
          new Entry(
              "~/.local/state/telem",
              "Identifiers, notices that were shown, and events that wait."),
          new Entry(
              "~/.local/share/telem/shims",
              "The shims that telem shim add makes. It belongs first in the PATH."),
          new Entry(".telem.json", "A project's configuration, in it or a folder above."),
          new Entry("/etc/telem/policy.json", "What the owner of the machine allows at most."),
          new Entry(
              "~/.local/share/telem/profiles, /usr/local/share/telem/profiles,"
                  + " /usr/share/telem/profiles",
              "Profiles that are found by their name."));

  private static final Entry OK = new Entry("0", "Done.");
  private static final Entry FAILED = new Entry("1", "It could not be done; stderr says why.");
  private static final Entry USAGE = new Entry("64", "The command was called wrongly.");

  private Reference() {}

  static List<Entry> exitStatus(String command) {
    return switch (command) {
      case "telem run" ->
          List.of(
              new Entry("that of the command", "As if it had been run directly."),
              new Entry("128+n", "Signal n ended it; of INT and QUIT telem dies itself."),
              new Entry("127", "The command was not found."),
              new Entry("126", "It was found and cannot be executed."),
              new Entry("64", "telem was called wrongly, and the command was not started."));
      case "telem status" ->
          List.of(
              OK,
              new Entry("10", "With -q: events are recorded on this machine only."),
              new Entry("20", "With -q: nothing is collected."),
              FAILED,
              USAGE);
      default -> List.of(OK, FAILED, USAGE);
    };
  }
}
