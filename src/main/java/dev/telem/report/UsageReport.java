package dev.telem.report;

/** Shows how commands were used (spec cli.md, {@code report}). */
public final class UsageReport {
  private UsageReport() {}

  /** For people at a terminal. */
  public static String text(Usage usage, boolean colour) {
    return UsageText.of(usage, colour);
  }

  /**
   * For programs: one JSON object.
   *
   * <pre>
   * {"from":"2026-01-01T08:00:00Z","to":…,"timeZone":"Europe/Vienna",
   *  "lines":{"events","otherEvents","repeated","outside","damaged","damagedFiles","foreign",
   *           "newerSchema","forgottenStarts"},
   *  "total":{…as a command},
   *  "commands":[{"app","command","runs","ended","failed","failureRate",
   *    "lost":{"aborted","unfinished"},"ci":{"runs","share"},"durationMs":{"p50","p95","max"},
   *    "exitCodes":{"0":5},"options":{"verbose":2},"versions":{"1.2.3":5},
   *    "days":[{"day":"2026-01-01","runs","failed","lost"}]}]}
   * </pre>
   *
   * <p>Shares are from 0 to 1 with four decimals; commands and names stand with the most frequent
   * first. Where there was no place for all, {@code optionsOthers}, {@code versionsOthers} and
   * {@code earlierDays} count the rest.
   */
  public static String json(Usage usage) {
    return UsageJson.of(usage);
  }

  /** For a browser: one self-contained page that needs no network and runs no script. */
  public static String page(Usage usage) {
    return UsagePage.of(usage);
  }

  /**
   * Whether a file is a page of telem's.
   *
   * @param start its first characters
   */
  public static boolean isPage(String start) {
    return start.startsWith(UsagePage.START) && start.contains(UsagePage.MARK);
  }
}
