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
 * count. It holds an exclusive lock on the first byte of {@code spool/lock}, which the kernel
 * releases however the process ends, and meanwhile gives its word in {@code spool/sender} ({@link
 * Lease}) that it will look again. The lock decides; the word only saves runs from starting senders
 * in vain. A <em>reader</em> ({@link Queue}) only looks.
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
 *       temporary; when it is five seconds old (or dated into the future, by a clock that was put
 *       back since) the sender takes it in if it is whole, and else sets it aside. A run that was
 *       merely slow finds its temporary gone at the rename and writes it again: at worst the event
 *       is sent twice under one id, or counted as set aside and sent all the same. The same goes
 *       for {@code destination.json}, whose temporaries are deleted.
 *   <li><b>Run and sender, the hand-over.</b> The run renames its entry, <em>then</em> reads the
 *       sender's word. The sender takes its word back and lets the lock go, <em>then</em> looks
 *       into the inboxes once more and becomes the sender again when something is there. If the run
 *       found the word good, the sender's last look comes after the rename and finds the entry; if
 *       not, the run starts a sender. Both may happen: the second sender finds the lock held or the
 *       inbox empty. Between word and lock the new sender may come an instant too early, so it
 *       tries for a while.
 *   <li><b>Run and a sender that is no more.</b> A sender that was killed cannot keep its word.
 *       Runs see that its process is gone; where they cannot (no {@code /proc}, a process id used
 *       again at once) the word runs out after seconds. What was added in between waits for the
 *       next run.
 *   <li><b>Run and a sender that sleeps.</b> A stopped process or a closed laptop renews no word:
 *       runs start senders, which find the lock held and end.
 *   <li><b>Run and sender, back-off.</b> A run that saw no back-off may start a sender just as one
 *       is recorded: that sender looks and sends nothing. A run that saw the old back-off does not
 *       start one although it has just ended: the next run does.
 *   <li><b>Run and sender, a mended destination.</b> The run sets the time of {@code state} back
 *       while the sender replaces it: at worst the wait stays as the sender wrote it.
 *   <li><b>Sender and its own death.</b> Killed between the receiver's answer and the deletion, the
 *       next sender sends the same events again under the same ids, which receivers drop. Killed
 *       between a deletion and the counter, a counter is short by one batch at most. The state file
 *       is replaced by rename and is never half written.
 *   <li><b>Sender and sender.</b> The lock. A sender deletes its word before it lets the lock go,
 *       so it cannot delete its successor's.
 *   <li><b>Sender and sender without a lock</b>, where a file system has none and several machines
 *       share a home. The word has to do: a sender that finds a good one, of whatever machine, does
 *       not begin. Two that look at the same moment both do, and so do two whose clocks differ by
 *       more than a word is good for: they send the same events under the same ids, delete what is
 *       deleted already, and the later state wins, which may forget what the other counted. Each
 *       writes its state under a temporary name of its own, so that none is torn. The one that ends
 *       first deletes the other's word, and runs start senders in vain.
 *   <li><b>Everyone and the clock.</b> What was dated by a clock that jumped is believed only
 *       within reason: a word for a minute ahead, a back-off for a day and an hour. How long things
 *       take is measured on a clock that does not jump.
 *   <li><b>Sender and reader.</b> A reader may list an entry that is gone when it opens it; it is
 *       skipped.
 *   <li><b>Everyone and {@code telem forget}.</b> A folder that vanishes makes an add fail, which
 *       is counted. A sender whose lock file was deleted may for its remaining seconds work beside
 *       a new one: at worst an event is sent twice under one id.
 * </ol>
 */
@NullMarked
package dev.telem.spool;

import org.jspecify.annotations.NullMarked;
