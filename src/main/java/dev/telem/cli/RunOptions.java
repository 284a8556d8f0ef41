package dev.telem.cli;

import org.jspecify.annotations.Nullable;

/** What the options of {@code telem run} said. */
record RunOptions(
    @Nullable String app,
    @Nullable String endpoint,
    @Nullable String level,
    @Nullable String profile) {
  static final RunOptions NONE = new RunOptions(null, null, null, null);
}
