package dev.telem.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telem.log.LogLine;
import dev.telem.log.Receipts;
import dev.telem.report.LivePage;
import dev.telem.report.Usage;
import dev.telem.session.Preview;
import dev.telem.view.Screens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** What {@code telem view} shows: the log so far, what waits, the receipts, and previews. */
final class LiveScreens implements Screens {
  private static final int RECEIPTS = 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final ZoneId zone = ZoneId.systemDefault();
  private final Surface surface;
  private Usage usage;

  LiveScreens(Surface surface) {
    this.surface = surface;
    this.usage = nothing();
  }

  /** Counts a line of the log. */
  synchronized void add(LogLine line) {
    usage.add(line);
  }

  /** What was counted is in the log no more: a person had it forgotten. */
  synchronized void startAnew() {
    usage = nothing();
  }

  private Usage nothing() {
    return new Usage(zone, Long.MIN_VALUE, "");
  }

  @Override
  public String page() {
    return LivePage.document();
  }

  @Override
  public String style() {
    return LivePage.style();
  }

  /** One thread at a time, since it reads what another one adds to. */
  @Override
  public synchronized String live() throws IOException {
    // Asked anew: the person may have decided otherwise meanwhile.
    Here here = Here.on(surface);
    return LivePage.live(
        usage,
        new StatusGatherer(surface, here).gather(),
        new Receipts(here.directories().receipts()).last(RECEIPTS),
        zone);
  }

  @Override
  public String preview(String json) throws IOException {
    try {
      JsonNode line = JSON.readTree(json);
      if (!line.isTextual()) {
        return "This is no command line.\n";
      }
      List<String> words = TypedLine.words(line.textValue());
      return words.isEmpty() ? "Type a command line.\n" : preview(words);
    } catch (JsonProcessingException malformed) {
      return "This is no command line.\n";
    } catch (Refusal refusal) {
      return refusal.getMessage() + "\n";
    }
  }

  private String preview(List<String> words) throws IOException, Refusal {
    Here here = Here.on(surface, RunOptions.NONE, words);
    here.expectUsableProfile();
    Preview preview = Preview.of(here.call(0, words, RunOptions.NONE, surface));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
      PreviewCommand.show(words, here, preview, PreviewedForms.of(here, preview), out);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
