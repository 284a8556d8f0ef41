/**
 * What of this text may leave? The sanitizer of command lines, the scrubbers of stack traces and
 * endpoints, the hashing of project names; the only maker of {@link dev.telem.privacy.SafeText},
 * without which no event can be built. Spec: privacy.md.
 */
@NullMarked
package dev.telem.privacy;

import org.jspecify.annotations.NullMarked;
