/**
 * Who, without knowing who? Random ids of machine, session, run and event, and the project's
 * digest.
 */
@NullMarked
package dev.telem.identity;

import org.jspecify.annotations.NullMarked;
