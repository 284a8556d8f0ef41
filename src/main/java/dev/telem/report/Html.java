package dev.telem.report;

import java.util.List;

/** Writes HTML. Whatever comes from elsewhere goes through {@link #escaped}. */
final class Html {
  private final StringBuilder html = new StringBuilder();

  /** Text from elsewhere, which can neither steer the page nor what a copy of it is pasted into. */
  static String escaped(String text) {
    String shown = Shown.of(text);
    StringBuilder escaped = new StringBuilder(shown.length());
    for (int i = 0; i < shown.length(); i++) {
      switch (shown.charAt(i)) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(shown.charAt(i));
      }
    }
    return escaped.toString();
  }

  /** Markup of ours, as it is. */
  Html raw(String markup) {
    html.append(markup);
    return this;
  }

  /** A text, escaped. */
  Html text(String text) {
    html.append(escaped(text));
    return this;
  }

  /** An element with nothing but a text in it. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
  }

  /**
   * A table whose first column names the rows and whose other columns are figures.
   *
   * @param caption what it is about
   */
  Html table(String caption, List<String> columns, List<List<String>> rows) {
    raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"").text(caption);
    raw("\"><table><caption>").text(caption).raw("</caption><thead><tr>");
    for (String column : columns) {
      raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    raw("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      raw("<tr><th scope=\"row\">").text(row.getFirst()).raw("</th>");
      for (String cell : row.subList(1, row.size())) {
        raw("<td>").text(cell).raw("</td>");
      }
      raw("</tr>\n");
    }
    return raw("</tbody></table></div>\n");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
