package dev.telem.report;

import java.util.List;
import java.util.Locale;

/** Draws bars that lie, one below the other, each of one or more parts, its label above it. */
final class Bars {
  private static final int ROW = 40;
  private static final int TEXT = 15;
  private static final int BAR = 22;
  private static final int THICK = 10;
  private static final int MOST_LABEL = 30;
  private static final double FULL = 100;

  private final StringBuilder svg = new StringBuilder();
  private int rows;

  /**
   * A part of a bar.
   *
   * @param colour a class of the style sheet
   * @param share of the whole width, from 0 to 1
   */
  record Part(String colour, double share) {}

  /** Adds a bar: its label on the left, its value on the right. */
  void row(String label, String value, List<Part> parts) {
    int top = rows * ROW;
    text(0, top + TEXT, "start", "label", Shown.of(label, MOST_LABEL));
    text(FULL, top + TEXT, "end", "value", value);
    rect("track", 0, FULL, top + BAR, THICK);
    double from = 0;
    for (Part part : parts) {
      if (part.share() > 0) {
        // What is there at all can be seen.
        double width = Math.min(Math.max(FULL * part.share(), 0.4), FULL - from);
        rect(part.colour(), from, width, top + BAR, THICK);
        from += width;
      }
    }
    rows++;
  }

  /**
   * Adds a range on a scale from 0 to 1: a bar from low to high, a tick at its low end, and a dot
   * for the most.
   */
  void range(String label, String value, double low, double high, double most) {
    int top = rows * ROW;
    text(0, top + TEXT, "start", "label", Shown.of(label, MOST_LABEL));
    text(FULL, top + TEXT, "end", "value", value);
    rect("track", 0, FULL, top + BAR, THICK);
    rect("faint", FULL * low, FULL * Math.max(most - low, 0), top + BAR + 4, 2);
    rect("ok", FULL * low, Math.max(FULL * (high - low), 0.8), top + BAR, THICK);
    svg.append("<circle class=\"most\" r=\"5\" cx=\"").append(percent(1 + (FULL - 2) * most));
    svg.append("\" cy=\"").append(top + BAR + THICK / 2).append("\"/>\n");
    rows++;
  }

  int height() {
    return Math.max(rows * ROW, 1);
  }

  String svg() {
    return svg.toString();
  }

  private void text(double x, int y, String anchor, String style, String text) {
    svg.append("<text x=\"").append(percent(x)).append("\" y=\"").append(y);
    svg.append("\" text-anchor=\"").append(anchor).append("\" class=\"").append(style);
    svg.append("\">").append(Html.escaped(text)).append("</text>\n");
  }

  private void rect(String colour, double x, double width, int y, int height) {
    svg.append("<rect class=\"").append(colour).append("\" x=\"").append(percent(x));
    svg.append("\" width=\"").append(percent(width)).append("\" y=\"").append(y);
    svg.append("\" height=\"").append(height).append("\" rx=\"2\"/>\n");
  }

  static String percent(double number) {
    return String.format(Locale.ROOT, "%.2f%%", number);
  }
}
