package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of {@code telem report --html} in a real browser. */
@ExtendWith(Worlds.class)
final class ReportPageIT {
  private static final int CHARTS = 9;
  private static final int LIGHT_GROUND = 0xfff5f6f8;
  private static final int DARK_GROUND = 0xff12151a;
  private static final int LIGHT_BAR = 0xff2f6fd0;
  private static final int DARK_BAR = 0xff6aa8f7;

  @Test
  void theBrowserShowsAllChartsWithoutComplaintOrRequest(Program program, Receiver everything) {
    Path page = page(program);

    Program.Result shown =
        new Browser(program, everything.port()).elements(page.toUri().toString(), 1_000);

    assertThat(shown.out().split("<svg role=\"img\"", -1)).hasSize(CHARTS + 1);
    assertThat(shown.out()).contains("mytool deploy", "<h1>Usage report</h1>");
    assertThat(shown.err()).doesNotContain("CONSOLE");
    assertThat(requests(everything)).isEmpty();
  }

  @Test
  void aHostileLogIsOnlyTextOnThePage(Program program, Receiver everything) throws IOException {
    Path log = program.directory().resolve("hostile.jsonl");
    // Each short enough to stand on the page whole.
    List<String> attacks =
        List.of(
            "\\u001b[31m\\u202e<img src=x onerror=console.log(1)>",
            "<script>console.log(1)</script>\\\"'",
            "</style></title>&lt;svg onload=fetch('/x')>");
    String event =
        "{\"schemaVersion\":1,\"eventID\":\"1\",\"eventType\":\"CommandExited\",\"ts\":1795590032402,\"executionID\":\"ATTACK\",\"app\":\"ATTACK\",\"command\":\"ATTACK\",\"attributes\":{\"version\":\"ATTACK\",\"ci\":false},\"eventData\":{\"commandOptions\":[{\"name\":\"ATTACK\"}],\"exitCode\":1,\"durationMs\":5}}\n";
    StringBuilder lines = new StringBuilder();
    attacks.forEach(attack -> lines.append(event.replace("ATTACK", attack)));
    program.write(log, lines.toString());
    program.telem("report", "--html", "page.html", log.toString());
    Path page = program.directory().resolve("page.html");

    Program.Result shown =
        new Browser(program, everything.port()).elements(page.toUri().toString(), 1_000);

    assertThat(shown.out()).doesNotContain("<img", "<script", "\u001b", "\u202e");
    assertThat(shown.out())
        .contains("\\x1b[31m\\u202e&lt;img src=x", "&lt;/style&gt;", "&lt;script");
    assertThat(shown.out().split("<svg", -1)).hasSize(CHARTS + 1);
    assertThat(shown.err()).doesNotContain("CONSOLE");
    assertThat(requests(everything)).isEmpty();
    assertThat(program.telem("report", log.toString()).out()).doesNotContain("\u001b", "\u202e");
  }

  @Test
  void itIsLightAndDarkAndFitsATelephone(Program program) throws IOException {
    String page = page(program).toUri().toString();
    Browser browser = new Browser(program, 0);

    assertThat(colours(browser.picture(page, 1280, false))).contains(LIGHT_GROUND, LIGHT_BAR);
    assertThat(colours(browser.picture(page, 1280, true)))
        .contains(DARK_GROUND, DARK_BAR)
        .doesNotContain(LIGHT_GROUND);
    assertThat(colours(browser.picture(page, 500, false))).contains(LIGHT_GROUND, LIGHT_BAR);
  }

  @Test
  void whatIsDrawnIsAlsoATableAndHasADescription(Program program) throws IOException {
    String page = Files.readString(page(program));

    assertThat(page.split("<figure>", -1)).hasSize(CHARTS + 1);
    assertThat(page.split("<desc id=", -1)).hasSize(CHARTS + 1);
    assertThat(page.split(" as a table</summary>", -1)).hasSize(CHARTS + 1);
    assertThat(page).contains("<html lang=\"en\">", "<main id=\"main\">", "scope=\"row\"");
    assertThat(page).contains("default-src 'none'").doesNotContain("http:", "https:", "<script");
  }

  @Test
  void aRequestAndAComplaintWouldBeSeen(Program program, Receiver everything) {
    Path page = program.directory().resolve("page.html");
    program.write(page, "<img src=http://example.com/x><script>console.log('seen')</script>");

    Program.Result shown =
        new Browser(program, everything.port()).elements(page.toUri().toString(), 1_000);

    assertThat(requests(everything)).containsExactly("http://example.com/x");
    assertThat(shown.err()).contains("CONSOLE");
  }

  /** What was asked for, but for what the browser asks its maker of its own accord. */
  private static List<String> requests(Receiver everything) {
    return everything.requests().stream()
        .map(LoggedRequest::getAbsoluteUrl)
        .filter(url -> !url.matches("https?://[^/]*\\.(google|googleapis|gvt1)\\.com[:/].*"))
        .toList();
  }

  private static Path page(Program program) {
    Path log = program.directory().resolve("many.jsonl");
    ManyEvents.to(log, 2_000);
    assertThat(program.telem("report", "--html", "page.html", log.toString()).code()).isZero();
    return program.directory().resolve("page.html");
  }

  private static Set<Integer> colours(BufferedImage picture) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y += 2) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    return colours;
  }
}
