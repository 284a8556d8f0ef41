package dev.telem.report;

import dev.telem.log.Receipt;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page of {@code telem view}: what the report shows, what waits, and what was delivered. */
public final class LivePage {
  private static final String HEAD =
      """
      <link rel="stylesheet" href="page.css">
      <script src="live.js" defer></script>
      <link rel="icon" href="data:,">
      """;
  private static final String FORM =
      """
      <section class="card" aria-labelledby="preview-h">
      <h2 id="preview-h">What would leave of a command line?</h2>
      <form id="preview-form">
      <label for="line">Command line</label>
      <div class="row"><input id="line" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="8000"
      placeholder="mytool deploy --token abc ./x" required><button>Preview</button></div>
      </form>
      <p class="quiet">It is not run, recorded or sent.</p>
      <pre id="preview-result" role="status" tabindex="0" hidden></pre>
      </section>
      <p id="state" class="summary" role="status">Reading the log …</p>
      <div id="live"></div>
      """;

  private final DateTimeFormatter time;
  private final Html page = new Html();

  private LivePage(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /** The document, which loads {@code page.css} and {@code live.js}, and has nothing in it yet. */
  public static String document() {
    return UsagePage.document(HEAD, "What telem knows", FORM);
  }

  /** The style sheet. */
  public static String style() {
    return UsagePage.style();
  }

  /**
   * The part that changes.
   *
   * @param receipts of the last attempts to send, the newest first
   */
  public static String live(Usage usage, Status status, List<Receipt> receipts, ZoneId zone) {
    LivePage page = new LivePage(zone);
    page.writeLevel(status);
    page.page.raw(UsagePage.sections(usage));
    page.writeQueue(status);
    page.writeReceipts(receipts);
    return page.page.toString();
  }

  private void writeLevel(Status status) {
    Status.Decision decision = status.decision();
    page.raw("<section class=\"card\" aria-labelledby=\"level-h\">\n<h2 id=\"level-h\">");
    page.text("Telemetry is " + decision.level() + " here").raw("</h2>\n");
    page.element("p", "Decided by " + decision.source() + because(decision.detail()));
    page.element("p", status.wouldHappen());
    page.raw("<p class=\"quiet\">").text("Log: " + status.places().logFile()).raw("</p>\n");
    for (Status.Problem problem : status.problems()) {
      page.element("p", problem.place() + ": " + problem.problem());
    }
    page.raw("</section>\n");
  }

  private static String because(String detail) {
    return detail.isEmpty() ? "." : ": " + detail + ".";
  }

  private void writeQueue(Status status) {
    Status.Queue queue = status.queue();
    page.raw("<section class=\"card wide\" id=\"queue\" aria-labelledby=\"queue-h\">\n");
    page.raw("<h2 id=\"queue-h\">Waiting to be sent</h2>\n");
    String more =
        (queue.dropped() > 0 ? ", " + UsageWords.number(queue.dropped()) + " dropped" : "")
            + (queue.setAside() > 0
                ? ", " + UsageWords.number(queue.setAside()) + " set aside"
                : "");
    page.element("p", Wording.count(queue.events(), "event") + more + ".");
    List<List<String>> rows = new ArrayList<>();
    for (Status.Destination destination : status.destinations()) {
      rows.add(
          List.of(
              destination.url(),
              destination.type(),
              UsageWords.number(destination.queued()),
              destination.lastDelivery().map(time::format).orElse("never"),
              destination.state().word()
                  + destination.problem().map(problem -> ": " + problem).orElse("")));
    }
    if (rows.isEmpty()) {
      page.raw("<p class=\"quiet\">No destination: nothing can be sent.</p>\n");
    } else {
      page.table("Destinations", List.of("to", "form", "waiting", "last delivery", "state"), rows);
    }
    page.raw("</section>\n");
  }

  private void writeReceipts(List<Receipt> receipts) {
    page.raw("<section class=\"card wide\" id=\"receipts\" aria-labelledby=\"receipts-h\">\n");
    page.raw("<h2 id=\"receipts-h\">Delivered</h2>\n");
    List<List<String>> rows = new ArrayList<>();
    for (Receipt receipt : receipts) {
      rows.add(
          List.of(
              time.format(Instant.ofEpochMilli(receipt.ts())),
              receipt.verdict().word(),
              UsageWords.number(receipt.eventIDs().size()),
              receipt.destination(),
              receipt.httpStatus() == 0 ? "no reply" : "HTTP " + receipt.httpStatus(),
              receipt.tookMs() < 0 ? "not sent" : Elapsed.text(receipt.tookMs()),
              receipt.reason()));
    }
    if (rows.isEmpty()) {
      page.raw("<p class=\"quiet\">No attempt to send is on record.</p>\n");
    } else {
      page.table(
          "The last attempts to send",
          List.of("time", "verdict", "events", "to", "reply", "took", "reason"),
          rows);
    }
    page.raw("</section>\n");
  }
}
