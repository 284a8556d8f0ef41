package dev.telem.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.config.Directories;
import dev.telem.log.Pause;
import dev.telem.session.InstallationReport.Made;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What earlier snapshots have taken, and the right to take the next one, as long as it is open.
 *
 * <p>A snapshot is in three places: here, in the log, in the queues. It is written here first,
 * whole and as pending; what died before it was in all three is finished by the next one, under the
 * same id, so that nothing is summed up twice and nothing is lost whatever is killed, and when. An
 * id that is derived from the reports that were taken would not do that: the next snapshot may hold
 * more of them.
 *
 * <pre>{"mytool":{"sent":{"after":{"/…/events.jsonl":"&lt;eventID>"},
 *                  "pending":{"after":{…},"events":[{"eventID":"…","event":"…"}]}},
 *            "local":{…}}}</pre>
 *
 * <p>{@code after} names in each log the last event that was there when it was read, not the
 * snapshot itself: what a run records meanwhile may stand before the snapshot, and is not in it.
 */
final class SnapshotLedger implements Closeable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pause BETWEEN_TRIES = Pause.of(Duration.ofMillis(20));

  private final Path file;
  private final FileChannel lock;
  private final ObjectNode all;

  private SnapshotLedger(Path file, FileChannel lock, ObjectNode all) {
    this.file = file;
    this.lock = lock;
    this.all = all;
  }

  /** Waits a little for a snapshot that is just being taken. */
  static SnapshotLedger open(Directories directories) throws IOException, Refusal {
    Files.createDirectories(
        directories.snapshots(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel lock = privateFile(directories.snapshotLock());
    boolean open = false;
    try {
      awaitLock(lock);
      SnapshotLedger ledger =
          new SnapshotLedger(
              directories.snapshotLedger(), lock, read(directories.snapshotLedger()));
      open = true;
      return ledger;
    } finally {
      if (!open) {
        lock.close();
      }
    }
  }

  /** The last report that was taken of each log, by the log's path. */
  Map<String, String> after(String app, String kind) {
    Map<String, String> after = new LinkedHashMap<>();
    all.path(app)
        .path(kind)
        .path("after")
        .properties()
        .forEach(log -> after.put(log.getKey(), log.getValue().asText()));
    return after;
  }

  /** Those that are not known to be in the log and in all queues. */
  List<Made> pending(String app, String kind) {
    List<Made> pending = new ArrayList<>();
    for (JsonNode event : all.path(app).path(kind).path("pending").path("events")) {
      pending.add(new Made(event.path("eventID").asText(), event.path("event").asText()));
    }
    return pending;
  }

  /** These are about to be recorded; the next begins behind those reports. */
  void begin(String app, String kind, List<Made> events, Map<String, String> after)
      throws IOException {
    ObjectNode pending = entry(app, kind).putObject("pending");
    ObjectNode logs = pending.putObject("after");
    after.forEach(logs::put);
    ArrayNode list = pending.putArray("events");
    for (Made made : events) {
      list.addObject().put("eventID", made.eventId()).put("event", made.event());
    }
    write();
  }

  /** The pending ones are recorded. */
  void finish(String app, String kind) throws IOException {
    ObjectNode entry = entry(app, kind);
    entry.set("after", entry.path("pending").path("after"));
    entry.remove("pending");
    write();
  }

  /** The pending ones are not to be recorded. */
  void withdraw(String app, String kind) throws IOException {
    entry(app, kind).remove("pending");
    write();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private ObjectNode entry(String app, String kind) {
    return all.withObject("/" + escaped(app) + "/" + kind);
  }

  /** As a pointer writes it (RFC 6901). */
  private static String escaped(String app) {
    return app.replace("~", "~0").replace("/", "~1");
  }

  private void write() throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (FileChannel out = privateFile(draft)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(all));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static ObjectNode read(Path file) throws IOException, Refusal {
    try {
      if (JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode all) {
        return all;
      }
    } catch (NoSuchFileException none) {
      return JSON.createObjectNode();
    } catch (JsonProcessingException damaged) {
      // As if it held something else.
    }
    throw Refusal.failure(
        file
            + " is damaged; remove it, and the next snapshot takes everything that is in the log"
            + " once more");
  }

  private static FileChannel privateFile(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** Some network file systems have no locks: there two at the same moment take the same. */
  private static void awaitLock(FileChannel lock) throws Refusal {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (lock.tryLock() == null) {
        if (System.nanoTime() - until > 0) {
          throw Refusal.failure("another snapshot is being taken; try again when it has ended");
        }
        if (!BETWEEN_TRIES.goesOn()) {
          throw Refusal.failure("interrupted while another snapshot was being taken");
        }
      }
    } catch (IOException noLocksHere) {
      return;
    }
  }
}
