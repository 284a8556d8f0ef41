/** What was asked? Commands, exit codes, streams. */
@NullMarked
package dev.telem.cli;

import org.jspecify.annotations.NullMarked;
