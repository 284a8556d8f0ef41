package dev.telem.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Statistics as a page that is complete in itself. */
final class UsagePage {
  static final String START = "<!doctype html>\n<html lang=\"en\">\n<head>\n";

  /** By which a page of telem's is known. */
  static final String MARK = "<meta name=\"generator\" content=\"telem\">\n";

  /** So many commands have their details on the page; {@code --json} has all. */
  private static final int DETAILED = 30;

  private static final int LISTED = 12;

  private UsagePage() {}

  static String of(Usage usage) {
    String head =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            + "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<style>\n"
            + style()
            + "</style>\n";
    return document(head, "Usage report", sections(usage));
  }

  /** A document around what it shows. */
  static String document(String head, String title, String shown) {
    Html page = new Html();
    page.raw(START).raw("<meta charset=\"utf-8\">\n").raw(MARK);
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<title>").text(title).raw(" – telem</title>\n").raw(head).raw("</head>\n<body>\n");
    page.raw("<a class=\"skip\" href=\"#main\">Skip to the figures</a>\n<header>\n");
    page.raw("<p class=\"brand\">telem</p>\n").element("h1", title).raw("</header>\n");
    page.raw("<main id=\"main\">\n").raw(shown).raw("</main>\n");
    page.raw("<footer><p>Made by telem on this machine. Of what was typed only names of commands");
    page.raw(" and options are recorded, never their values.</p></footer>\n</body>\n</html>\n");
    return page.toString();
  }

  /** The part of a page that tells of usage. */
  static String sections(Usage usage) {
    Html page = new Html();
    if (usage.isEmpty()) {
      page.raw("<section class=\"card wide\"><h2>Nothing yet</h2>");
      page.raw("<p>No run is recorded. Try: <code>telem run -- echo hello</code></p></section>\n");
      remarks(page, usage);
      return page.toString();
    }
    page.raw("<p class=\"summary\">").text(UsageWords.summary(usage)).raw("</p>\n");
    tiles(page, usage);
    page.raw("<div class=\"charts\">\n");
    new Figures(usage).all().forEach(figure -> figure.write(page));
    page.raw("</div>\n");
    details(page, usage);
    remarks(page, usage);
    return page.toString();
  }

  static String style() {
    try (InputStream in =
        Objects.requireNonNull(UsagePage.class.getResourceAsStream("page.css"), "page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void tiles(Html page, Usage usage) {
    CommandUsage total = usage.total();
    page.raw("<dl class=\"tiles\">\n");
    tile(page, "runs", UsageWords.number(total.runs()));
    tile(page, "failed", UsageWords.percent(total.failureRate()));
    tile(page, "median duration", UsageWords.percentile(total, 0.5));
    tile(page, "95th percentile", UsageWords.percentile(total, 0.95));
    tile(page, "in CI", UsageWords.percent(total.ciShare()));
    tile(page, "lost", UsageWords.number(total.lost()));
    page.raw("</dl>\n");
  }

  private static void tile(Html page, String name, String value) {
    page.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>\n");
  }

  private static void details(Html page, Usage usage) {
    List<CommandUsage> commands = usage.commands();
    page.raw("<section class=\"card wide\" id=\"each\" aria-labelledby=\"each-h\">\n");
    page.raw("<h2 id=\"each-h\">Command by command</h2>\n");
    for (int i = 0; i < Math.min(DETAILED, commands.size()); i++) {
      CommandUsage command = commands.get(i);
      page.raw("<details id=\"each-" + i + "\"><summary>").text(UsageWords.label(command));
      page.raw(" <span class=\"quiet\">" + UsageWords.runs(command.runs()));
      page.raw("</span></summary>\n<div class=\"three\">\n");
      counts(page, "Exit codes", command.exitCodes(), false);
      counts(page, "Options", command.options(), true);
      counts(page, "Versions", command.versions(), false);
      page.raw("</div></details>\n");
    }
    if (commands.size() > DETAILED) {
      int more = commands.size() - DETAILED;
      page.raw("<p>And " + more + " more: <code>telem report --json</code> has all.</p>\n");
    }
    page.raw("</section>\n");
  }

  private static void counts(Html page, String title, Counts counts, boolean options) {
    List<List<String>> rows = new ArrayList<>();
    List<Counts.Entry> ranked = counts.ranked();
    long rest = counts.others();
    for (Counts.Entry entry : ranked) {
      if (rows.size() < LISTED) {
        String name = options ? UsageWords.option(entry.name()) : UsageWords.name(entry.name());
        rows.add(List.of(name, UsageWords.number(entry.count())));
      } else {
        rest += entry.count();
      }
    }
    if (rest > 0) {
      rows.add(List.of("others", UsageWords.number(rest)));
    }
    if (rows.isEmpty()) {
      page.raw("<p class=\"quiet\">").text(title + ": none recorded").raw("</p>\n");
    } else {
      page.table(title, List.of("name", "runs"), rows);
    }
  }

  private static void remarks(Html page, Usage usage) {
    List<String> remarks = UsageWords.remarks(usage);
    if (!remarks.isEmpty()) {
      page.raw("<section class=\"card wide\" aria-labelledby=\"remarks-h\">\n");
      page.raw("<h2 id=\"remarks-h\">What is not in the figures</h2>\n<ul>\n");
      remarks.forEach(remark -> page.element("li", remark));
      page.raw("</ul>\n</section>\n");
    }
  }
}
