package dev.telem.report;

import java.util.List;

/**
 * A chart of the page: its drawing, its description, and the same as a table.
 *
 * <p>Drawn in SVG without a {@code viewBox}: across in per cent of whatever width there is, down in
 * pixels, so that the writing stays as large on a telephone as on a screen.
 *
 * @param id unique on the page
 * @param says what the drawing shows, for those who do not see it
 */
record Figure(
    String id,
    String title,
    String says,
    int height,
    String drawing,
    List<String> legend,
    List<String> columns,
    List<List<String>> rows) {

  /** Copies the lists. */
  Figure {
    legend = List.copyOf(legend);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  void write(Html page) {
    page.raw("<section class=\"card\" id=\"" + id + "\" aria-labelledby=\"" + id + "-h\">\n");
    page.raw("<h2 id=\"" + id + "-h\">").text(title).raw("</h2>\n<figure>\n");
    page.raw("<svg role=\"img\" width=\"100%\" height=\"" + height + "\" ");
    page.raw("aria-labelledby=\"" + id + "-t " + id + "-d\">\n");
    page.raw("<title id=\"" + id + "-t\">").text(title).raw("</title>");
    page.raw("<desc id=\"" + id + "-d\">").text(says).raw("</desc>\n");
    page.raw(drawing).raw("</svg>\n");
    page.raw("<figcaption><div>");
    for (String key : legend) {
      page.raw("<span class=\"key\"><i class=\"" + key.split(" ", 2)[0] + "\"></i>");
      page.text(key.split(" ", 2)[1]).raw("</span>\n");
    }
    page.raw("</div>").text(says).raw("</figcaption>\n</figure>\n");
    page.raw("<details id=\"" + id + "-table\"><summary>").text(title + " as a table");
    page.raw("</summary>\n");
    page.table(title, columns, rows).raw("</details>\n</section>\n");
  }
}
