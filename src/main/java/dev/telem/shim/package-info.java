/** What stands in for a tool? Shims: made, found, looked at, removed. */
@NullMarked
package dev.telem.shim;

import org.jspecify.annotations.NullMarked;
