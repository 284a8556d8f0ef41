package dev.telem.spool;

import java.io.File;
import java.nio.file.Path;

/**
 * The spool's folder. This and {@link QueueFolder} are the only places that join its paths.
 *
 * <table>
 *   <caption>{@code spool/}: folders 0700, files 0600</caption>
 *   <tr><th>name</th><th>content</th><th>written by</th><th>how</th></tr>
 *   <tr><td>{@code lock}</td>
 *       <td>empty; the sender holds an exclusive lock on byte 0</td>
 *       <td>sender</td><td>created once</td></tr>
 *   <tr><td>{@code sender}</td>
 *       <td>the process id of the sender at work. <b>Its modification time is the end of its
 *       {@link Lease}</b>, so that a run learns with one {@code stat} that there is none</td>
 *       <td>sender</td><td>temporary, rename; deleted at the end</td></tr>
 *   <tr><td>{@code <queue>/}</td>
 *       <td>16 hexadecimal digits: the destination's identity</td>
 *       <td>run</td><td>created once</td></tr>
 *   <tr><td>{@code <queue>/destination.json}</td>
 *       <td>where and how to send, as the latest run had it configured</td>
 *       <td>run</td><td>temporary, rename</td></tr>
 *   <tr><td>{@code <queue>/inbox/<eventID>.json}</td>
 *       <td>the event's line, perhaps a line that is enclosed ({@link Entry}), and one {@code \n}
 *       behind each, which proves that nothing is cut off</td>
 *       <td>run</td><td>temporary, rename</td></tr>
 *   <tr><td>{@code <queue>/inbox/<eventID>.tmp}</td>
 *       <td>the same, not complete yet</td>
 *       <td>run</td><td>written once</td></tr>
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
 * @param path absolute
 */
record SpoolFolder(String path) {
  Path root() {
    return Path.of(path);
  }

  Path lock() {
    return Path.of(path, "lock");
  }

  File sender() {
    return new File(path + "/sender");
  }

  File temporarySender() {
    return new File(path + "/sender" + EntryName.TEMPORARY);
  }

  QueueFolder queue(String name) {
    if (!QueueFolder.isQueueName(name)) {
      throw new IllegalArgumentException("not a queue name: " + name);
    }
    return new QueueFolder(path + "/" + name, name);
  }
}
