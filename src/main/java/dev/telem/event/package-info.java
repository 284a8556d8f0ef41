/**
 * What happened? The events, their JSON Schema, and the one encoder whose bytes go to the log, the
 * spool and the receiver.
 *
 * <p>An {@link dev.telem.event.Event} can be built only from {@link dev.telem.privacy.SafeText}:
 * text that no rule has let through does not compile here.
 */
@NullMarked
package dev.telem.event;

import org.jspecify.annotations.NullMarked;
