package dev.telem.view;

import java.io.IOException;

/** What there is to see. Called by several threads at once. */
public interface Screens {
  /** The page, an HTML document that loads {@code page.css} and {@code live.js} beside it. */
  String page();

  /** The part of the page that changes, as HTML. */
  String live() throws IOException;

  /** The page's style sheet. */
  String style();

  /** What would leave of a command line that was typed, as plain text. */
  String preview(String line) throws IOException;
}
