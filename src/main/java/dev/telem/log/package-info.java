/**
 * What did we record? Append, rotate, tail, receipts.
 *
 * <p>This room carries lines and never looks into an event, so what was safe when it was written
 * cannot change on the way. Files of one log:
 *
 * <table>
 * <caption>Files beside a log that telem rotates</caption>
 * <tr><td>{@code events.jsonl}</td><td>the newest lines; every append opens it by name</td></tr>
 * <tr><td>{@code events.jsonl.1}, {@code .2}</td><td>older lines, {@code .2} the oldest</td></tr>
 * <tr><td>{@code events.jsonl.lock}</td><td>empty; locked by the one process that renames</td></tr>
 * <tr><td>{@code events.jsonl.new}</td><td>empty; for a moment, the next newest file</td></tr>
 * </table>
 */
@NullMarked
package dev.telem.log;

import org.jspecify.annotations.NullMarked;
