package dev.telem.report;

import dev.telem.report.Bars.Part;
import java.util.ArrayList;
import java.util.List;

/** Exit codes, and the colours of the most frequent ones that are not 0. */
final class ExitCodes {
  private static final int COLOURS = 4;
  private static final int LISTED = 12;
  private static final String OTHERS = "code" + COLOURS;

  /** The codes that have a colour of their own, the same for every command. */
  private final List<String> coloured;

  private final boolean others;

  ExitCodes(CommandUsage total) {
    List<Counts.Entry> failures = failures(total);
    this.coloured = failures.stream().map(Counts.Entry::name).limit(COLOURS).toList();
    this.others = failures.size() > COLOURS;
  }

  /** A colour and its code each. */
  List<String> legend() {
    List<String> legend = new ArrayList<>();
    for (String code : coloured) {
      legend.add("code" + legend.size() + " " + code);
    }
    if (others) {
      legend.add(OTHERS + " others");
    }
    return legend;
  }

  /** Of the failed runs of a command the parts, in the order of the legend. */
  List<Part> parts(CommandUsage command) {
    List<Counts.Entry> failures = failures(command);
    double whole = failures.stream().mapToLong(Counts.Entry::count).sum();
    double[] shares = new double[COLOURS + 1];
    for (Counts.Entry code : failures) {
      int colour = coloured.indexOf(code.name());
      shares[colour < 0 ? COLOURS : colour] += code.count() / whole;
    }
    List<Part> parts = new ArrayList<>();
    for (double share : shares) {
      parts.add(new Part("code" + parts.size(), share));
    }
    return parts;
  }

  /** The first ones of those that are not 0. */
  static String some(CommandUsage command, int count) {
    List<Counts.Entry> failures = failures(command);
    String words = words(failures.subList(0, Math.min(count, failures.size())));
    return failures.size() > count ? words + " …" : words;
  }

  /** The most frequent ones, also 0: all but of a tool that has very many. */
  static String most(CommandUsage command) {
    List<Counts.Entry> codes = command.exitCodes().ranked();
    int more = codes.size() - LISTED;
    return more <= 0
        ? words(codes)
        : words(codes.subList(0, LISTED)) + " · and " + more + " more codes";
  }

  private static List<Counts.Entry> failures(CommandUsage command) {
    return command.exitCodes().ranked().stream().filter(code -> !code.name().equals("0")).toList();
  }

  private static String words(List<Counts.Entry> codes) {
    List<String> words =
        codes.stream().map(code -> code.name() + " ×" + UsageWords.number(code.count())).toList();
    return String.join(" · ", words);
  }
}
