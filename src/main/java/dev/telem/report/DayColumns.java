package dev.telem.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Draws a column for each day, in three parts: ended well, failed, lost. */
final class DayColumns {
  static final int HEIGHT = 220;
  static final int MOST = 90;
  private static final int TOP = 22;
  private static final int BASE = 190;
  private static final Days.Day NONE = new Days.Day();

  private final StringBuilder svg = new StringBuilder();
  private final List<Long> shown;
  private final Map<Long, Days.Day> days;
  private final long most;
  private final int drawable;
  private final boolean gaps;

  DayColumns(SortedMap<Long, Days.Day> days) {
    this.days = days;
    this.gaps = !days.isEmpty() && days.lastKey() - days.firstKey() >= Days.MOST;
    List<Long> all = gaps ? new ArrayList<>(days.keySet()) : everyDay(days);
    this.drawable = all.size();
    this.shown = all.subList(Math.max(drawable - MOST, 0), drawable);
    long highest = 1;
    for (Long day : shown) {
      highest = Math.max(highest, on(day).runs());
    }
    this.most = highest;
  }

  private static List<Long> everyDay(SortedMap<Long, Days.Day> days) {
    List<Long> all = new ArrayList<>();
    if (!days.isEmpty()) {
      for (long day = days.firstKey(); day <= days.lastKey(); day++) {
        all.add(day);
      }
    }
    return all;
  }

  /**
   * What is drawn, and what is not.
   *
   * @param earlier the runs of days for which there was no place, not even in the table
   */
  String says(Days.Day earlier) {
    String busiest = UsageWords.runs(most);
    if (drawable == 1 && earlier.runs() == 0) {
      return "One day, " + busiest + ".";
    }
    boolean all = shown.size() == drawable && earlier.runs() == 0;
    return (all
            ? shown.size() + " days; the busiest has "
            : "The last "
                + shown.size()
                + " days are drawn, the table has the earlier ones; the busiest of them has ")
        + busiest
        + "."
        + (gaps ? " Days without runs are left out." : "")
        + " A run counts on the day of its end.";
  }

  String svg() {
    grid(TOP, UsageWords.number(most));
    double step = 100.0 / Math.max(shown.size(), 7);
    for (int i = 0; i < shown.size(); i++) {
      column(i * step, step * 0.8, on(shown.get(i)));
    }
    svg.append("<line class=\"axis\" x1=\"0\" x2=\"100%\" y1=\"190\" y2=\"190\"/>\n");
    if (!shown.isEmpty()) {
      label("0%", "start", shown.getFirst());
    }
    if (shown.size() >= 7) {
      label("100%", "end", shown.getLast());
    }
    return svg.toString();
  }

  private Days.Day on(Long day) {
    return days.getOrDefault(day, NONE);
  }

  private void grid(int y, String text) {
    svg.append("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"").append(y).append("\" y2=\"");
    svg.append(y).append("\"/><text class=\"value\" x=\"0\" y=\"").append(y - 5).append("\">");
    svg.append(text).append("</text>\n");
  }

  private void label(String x, String anchor, long day) {
    svg.append("<text class=\"value\" x=\"").append(x).append("\" y=\"210\" text-anchor=\"");
    svg.append(anchor).append("\">").append(UsageWords.day(day)).append("</text>\n");
  }

  private void column(double x, double width, Days.Day day) {
    double y = BASE;
    y = part("ok", x, width, y, day.ok());
    y = part("failed", x, width, y, day.failed());
    part("lost", x, width, y, day.lost());
  }

  private double part(String colour, double x, double width, double y, long runs) {
    if (runs == 0) {
      return y;
    }
    double height = Math.max((BASE - TOP) * (double) runs / most, 1);
    svg.append("<rect class=\"").append(colour).append("\" x=\"").append(Bars.percent(x));
    svg.append("\" width=\"").append(Bars.percent(width)).append("\" y=\"");
    svg.append(Math.round((y - height) * 10) / 10.0).append("\" height=\"");
    svg.append(Math.round(height * 10) / 10.0).append("\"/>\n");
    return y - height;
  }
}
