package dev.telem.manual;

/** A line of a table of a manual page: what it is about, and a sentence. */
record Entry(String term, String text) {}
