/**
 * Where are we? CI, operating system, architecture, container, terminal: told from maps and values
 * handed in, so that nothing here reads the process it runs in.
 */
@NullMarked
package dev.telem.environment;

import org.jspecify.annotations.NullMarked;
