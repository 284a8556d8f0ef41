/**
 * What waits to be sent? A durable queue of event lines, one queue per destination, for any number
 * of processes (spec delivery.md "Spool"). The room knows lines, not events: what was safe when it
 * was written cannot change on the way.
 *
 * <p>An event is one file from the moment it is added until a receiver has it, and is only ever
 * created, renamed and deleted, never changed. There is no second copy and no index to keep in
 * step, so a file that is damaged is one event that is damaged, and no crash can leave two truths.
 * {@link QueueFolder} has the layout as a table.
 *
 * <h2>Who may do what</h2>
 *
 * <p>A <em>run</em> ({@link Spool}) adds files and asks questions; it never waits and never deletes
 * an entry. The <em>sender</em> ({@link Claim}, {@link Outbox}) alone removes, sets aside and keeps
 * count, holding an exclusive lock on the first byte of {@code spool/lock}, which the kernel
 * releases however the process ends. A <em>reader</em> ({@link Queue}) only looks.
 *
 * <h2>Races between processes, and why each is harmless</h2>
 *
 * <ol>
 *   <li><b>Run and run, adding.</b> Names are made from event ids, so no two runs touch the same
 *       file. Folders are created with "exists already" taken as success. {@code destination.json}
 *       is replaced by rename; with two different texts for one queue the later one wins, and both
 *       are what somebody configured.
 *   <li><b>Run and sender, an entry half written.</b> Entries are written under a temporary name
 *       and renamed, so the sender sees whole ones. A run killed before the rename leaves a
 *       temporary; after an hour the sender takes it in when it is whole and sets it aside when
 *       not. A run that was merely stopped for that hour finds its temporary gone, and its add
 *       fails as if the disk had: the event is in the queue or counted.
 *   <li><b>Run and sender, the hand-over.</b> The run renames its entry, <em>then</em> looks at the
 *       lock. The sender lets the lock go, <em>then</em> looks into the inboxes once more and takes
 *       the lock again when something is there. If the run saw the lock held, the sender's last
 *       look comes after the rename and finds the entry; if it saw the lock free, the run starts a
 *       sender. Both may happen: the second sender finds the lock held or the inbox empty.
 *   <li><b>Run and sender, the question taken for a holder.</b> Asking takes a shared lock for a
 *       moment. Questions do not disturb each other, but a sender that tries just then sees the
 *       lock taken. It tries again for a while; and whoever asked and got the lock is about to
 *       start a sender itself, which is why {@link Spool#senderActive} must be a run's last
 *       question.
 *   <li><b>Run and sender, back-off.</b> A run that saw no back-off may start a sender just as one
 *       is recorded: that sender looks and sends nothing. A run that saw the old back-off does not
 *       start one although it has just ended: the next run does.
 *   <li><b>Sender and its own death.</b> Killed between the receiver's answer and the deletion, the
 *       next sender sends the same events again under the same ids, which receivers drop. Killed
 *       between a deletion and the counter, a counter is one short. The state file is replaced by
 *       rename and is never half written.
 *   <li><b>Sender and sender.</b> The lock. Where a file system has none, no sender starts, and the
 *       flush reports why.
 *   <li><b>Sender and reader.</b> A reader may list an entry that is gone when it opens it; it is
 *       skipped.
 *   <li><b>Everyone and {@code telem forget}.</b> A folder that vanishes makes an add fail, which
 *       is counted. A sender whose lock file was deleted may for its remaining seconds work beside
 *       a new one: at worst an event is sent twice under one id.
 *   <li><b>Threads of one process.</b> POSIX locks belong to processes, and closing any descriptor
 *       of the file drops them, so a process that holds the lock remembers it and never opens the
 *       lock file to ask.
 * </ol>
 */
@NullMarked
package dev.telem.spool;

import org.jspecify.annotations.NullMarked;
