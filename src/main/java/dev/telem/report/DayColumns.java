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

  DayColumns(SortedMap<Long, Days.Day> days) {
    this.days = days;
    this.shown = shown(days);
    long highest = 1;
    for (Long day : shown) {
      highest = Math.max(highest, on(day).runs());
    }
    this.most = highest;
  }

  /** The last ones, those without runs among them; of days far apart only those with runs. */
  private static List<Long> shown(SortedMap<Long, Days.Day> days) {
    List<Long> shown = new ArrayList<>();
    if (days.isEmpty()) {
      return shown;
    }
    long last = days.lastKey();
    if (last - days.firstKey() >= Days.MOST) {
      shown.addAll(days.keySet());
    } else {
      for (long day = days.firstKey(); day <= last; day++) {
        shown.add(day);
      }
    }
    return shown.subList(Math.max(shown.size() - MOST, 0), shown.size());
  }

  int count() {
    return shown.size();
  }

  long most() {
    return most;
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
