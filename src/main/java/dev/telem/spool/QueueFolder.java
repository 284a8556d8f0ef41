package dev.telem.spool;

import java.nio.file.Path;

/**
 * The folder of one queue, and the only place that joins its paths.
 *
 * <table>
 *   <caption>{@code spool/}: folders 0700, files 0600</caption>
 *   <tr><th>name</th><th>content</th><th>written by</th><th>how</th></tr>
 *   <tr><td>{@code lock}</td>
 *       <td>empty; the sender holds an exclusive lock on byte 0</td>
 *       <td>sender</td><td>created once</td></tr>
 *   <tr><td>{@code <queue>/}</td>
 *       <td>16 hexadecimal digits: the destination's identity</td>
 *       <td>run</td><td>created once</td></tr>
 *   <tr><td>{@code <queue>/destination.json}</td>
 *       <td>where and how to send, as the latest run had it configured</td>
 *       <td>run</td><td>temporary, rename</td></tr>
 *   <tr><td>{@code <queue>/inbox/<eventID>.json}</td>
 *       <td>the event's line and one {@code \n}, which proves that nothing is cut off</td>
 *       <td>run</td><td>temporary, rename</td></tr>
 *   <tr><td>{@code <queue>/inbox/<eventID>.tmp}</td>
 *       <td>the same, not complete yet</td>
 *       <td>run</td><td>created exclusively</td></tr>
 *   <tr><td>{@code <queue>/state}</td>
 *       <td>{@code name=value} lines of {@link QueueState}. <b>Its modification time is the moment
 *       before which nothing is to be sent</b> (the epoch when there is no back-off), so that a run
 *       learns it with one {@code stat}</td>
 *       <td>sender</td><td>temporary, rename; a run that changes {@code destination.json} sets the
 *       time back to the epoch, since a mended destination is worth a try</td></tr>
 *   <tr><td>{@code <queue>/aside/<name>}</td>
 *       <td>what was damaged or rejected, the newest {@value Outbox#MOST_ASIDE}</td>
 *       <td>sender</td><td>rename</td></tr>
 * </table>
 *
 * @param root the queue's own folder
 * @param name the queue's name, which is also the folder's
 */
record QueueFolder(Path root, String name) {
  static QueueFolder in(Path spool, String name) {
    if (!isQueueName(name)) {
      throw new IllegalArgumentException("not a queue name: " + name);
    }
    return new QueueFolder(spool.resolve(name), name);
  }

  static Path lock(Path spool) {
    return spool.resolve("lock");
  }

  Path destination() {
    return root.resolve("destination.json");
  }

  Path inbox() {
    return root.resolve("inbox");
  }

  Path entry(String eventId) {
    return inbox().resolve(eventId + EntryName.SUFFIX);
  }

  Path temporaryEntry(String eventId) {
    return inbox().resolve(eventId + EntryName.TEMPORARY);
  }

  Path temporaryDestination(String eventId) {
    return root.resolve("destination." + eventId + EntryName.TEMPORARY);
  }

  Path state() {
    return root.resolve("state");
  }

  Path temporaryState() {
    return root.resolve("state" + EntryName.TEMPORARY);
  }

  Path aside() {
    return root.resolve("aside");
  }

  static boolean isQueueName(String name) {
    return name.length() == 16 && EntryName.isHex(name, 0, 16);
  }
}
