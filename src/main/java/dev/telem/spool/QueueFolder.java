package dev.telem.spool;

import java.io.File;
import java.nio.file.Path;

/**
 * The folder of one queue; {@link SpoolFolder} has the layout as a table. What a run touches is a
 * {@link File}: the first use of a channel alone would cost it a millisecond and a half.
 *
 * @param path absolute
 * @param name the queue's name, which is also the folder's
 */
record QueueFolder(String path, String name) {
  static boolean isQueueName(String name) {
    return name.length() == 16 && EntryName.isHex(name, 0, 16);
  }

  Path root() {
    return Path.of(path);
  }

  Path inbox() {
    return Path.of(path, "inbox");
  }

  Path aside() {
    return Path.of(path, "aside");
  }

  File entry(String eventId) {
    return new File(path + "/inbox/" + eventId + EntryName.SUFFIX);
  }

  File temporaryEntry(String eventId) {
    return new File(path + "/inbox/" + eventId + EntryName.TEMPORARY);
  }

  File destination() {
    return new File(path + "/destination.json");
  }

  File temporaryDestination(String eventId) {
    return new File(path + "/destination." + eventId + EntryName.TEMPORARY);
  }

  File state() {
    return new File(path + "/state");
  }

  File temporaryState() {
    // Of its own for each sender: where there are no locks, two may be at work.
    return new File(
        path
            + "/state."
            + ProcessHandle.current().pid()
            + "-"
            + System.nanoTime()
            + EntryName.TEMPORARY);
  }
}
