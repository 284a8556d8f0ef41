/**
 * What becomes of one wrapped call, from its start to its last event? Here, and only here, a
 * failure of telemetry is kept from the wrapped command: it is counted and shown by {@code telem
 * status} instead.
 */
@NullMarked
package dev.telem.session;

import org.jspecify.annotations.NullMarked;
