/**
 * What did the child do? It alone touches processes and signals.
 *
 * <p>The wrapped command is started, watched and outlived by the native launcher ({@code
 * src/main/c/telem.c}), because only what ran before the virtual machine knows what the caller
 * handed over: see spec process.md.
 */
@NullMarked
package dev.telem.run;

import org.jspecify.annotations.NullMarked;
