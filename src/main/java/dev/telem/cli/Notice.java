package dev.telem.cli;

import dev.telem.config.Destination;
import dev.telem.config.NoticeDraft;
import dev.telem.config.Notices;
import dev.telem.config.Promise;
import dev.telem.consent.Withheld;
import dev.telem.event.EventEncoder;
import dev.telem.identity.Ids;
import dev.telem.report.NoticeText;
import dev.telem.run.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The notice that a tool's profile sends events to somebody else (spec consent.md, "Notice"). Only
 * for a decision that it is due, which at a terminal only it is.
 */
final class Notice {
  private Notice() {}

  /**
   * Shows it, and keeps in mind that it was shown. Returns whether it stands on the screen, if only
   * a part; it does not where another run is showing it, where the command is in the background or
   * output is halted, nor where it could not be kept in mind: every run would show it again, about
   * a sending that never happens where nothing can be written.
   */
  static boolean show(Here here, Surface surface) {
    if (!Terminal.isInForeground()) {
      return false;
    }
    Notices notices = here.settings().notices();
    List<Destination> destinations = new ArrayList<>();
    Set<String> origins = new LinkedHashSet<>();
    for (Withheld withheld : here.decision().withheld()) {
      destinations.add(withheld.destination());
      origins.add(withheld.destination().origin());
    }
    Promise promise = Promise.of(here.settings(), EventEncoder.SCHEMA_VERSION);
    try {
      NoticeDraft draft =
          NoticeDraft.of(
              here.directories(),
              notices.app(),
              destinations,
              promise,
              new Ids().random(),
              System.currentTimeMillis());
      return draft != null
          && show(draft, NoticeText.of(notices, origins, promise.arguments()), surface);
    } catch (IOException notKept) {
      complain(notKept, surface);
      return false;
    }
  }

  private static boolean show(NoticeDraft draft, String text, Surface surface) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    int shown = Terminal.show(bytes);
    if (shown < bytes.length) {
      draft.discard();
      return shown > 0;
    }
    try {
      draft.keep();
    } catch (IOException notKept) {
      // It is on the screen all the same, and says that nothing is recorded.
      complain(notKept, surface);
    }
    return true;
  }

  private static void complain(IOException notKept, Surface surface) {
    if (surface.debugging()) {
      surface.err().println("telem: notice: " + FileTrouble.describe(notKept));
    }
  }
}
