/** May we? The decision with its reason; the precedence of all sources is one method. */
@NullMarked
package dev.telem.consent;

import org.jspecify.annotations.NullMarked;
