package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's colours can be told from their ground by everybody (WCAG 2.2, 1.4.3 and 1.4.11). */
final class PageColoursTest {
  private static final Pattern COLOUR = Pattern.compile("--(\\w+): #([0-9a-f]{6})");
  private static final List<String> WRITING = List.of("ink", "quiet", "focus");
  private static final List<String> GROUNDS = List.of("ground", "card");
  private static final List<String> DRAWING =
      List.of("ok", "failed", "lost", "open", "ci", "code0", "code1", "code2", "code3", "code4");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writingHasAContrastOf4AndAHalfAndDrawingOf3(boolean dark) {
    Map<String, Integer> colours = colours(dark);
    for (String ground : GROUNDS) {
      for (String writing : WRITING) {
        assertThat(contrast(colours, writing, ground))
            .as("%s on %s", writing, ground)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
    for (String drawing : DRAWING) {
      assertThat(contrast(colours, drawing, "card")).as(drawing).isGreaterThanOrEqualTo(3);
    }
  }

  private static Map<String, Integer> colours(boolean dark) {
    String[] schemes = UsagePage.style().split("@media \\(prefers-color-scheme: dark\\)", -1);
    Matcher colour = COLOUR.matcher(schemes[dark ? 1 : 0]);
    Map<String, Integer> colours = new HashMap<>();
    while (colour.find()) {
      colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
    }
    return colours;
  }

  private static double contrast(Map<String, Integer> colours, String one, String other) {
    double first = luminance(colours.getOrDefault(one, 0));
    double second = luminance(colours.getOrDefault(other, 0));
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
  }

  private static double linear(int channel) {
    double share = (channel & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
