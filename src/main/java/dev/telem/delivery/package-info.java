/**
 * Has it arrived? Takes what waits in the spool, puts it into the form that its destination wants,
 * sends it, and draws the consequence of the answer (spec delivery.md). A {@link Sender} works
 * through all queues; a {@code Visit} works through one; a {@code Dispatch} makes one attempt and
 * has its {@code Verdict}.
 *
 * <p>This room alone opens sockets. It runs in a process of its own or under a budget, never in the
 * way of the wrapped command.
 */
@NullMarked
package dev.telem.delivery;

import org.jspecify.annotations.NullMarked;
