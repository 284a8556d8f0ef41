/**
 * What can be asked of telem? The description of its commands, as completion for a shell and as
 * manual pages: whatever command is added, both know it.
 */
@NullMarked
package dev.telem.manual;

import org.jspecify.annotations.NullMarked;
