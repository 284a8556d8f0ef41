package dev.telem.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice that is about to be shown: {@code notice.json} as it will be, under another name. Of
 * many first runs at once only the one that makes that file shows the notice. It is made before the
 * notice is on the screen, so that nothing is shown that cannot be kept in mind, and gets its right
 * name afterwards, so that nothing counts as shown that was not.
 */
public final class NoticeDraft {
  /** So many are kept, the latest: a name for each run would make the file grow for ever. */
  private static final int MOST = 500;

  private static final int LONGEST_NAME = 300;

  /** Who has made a draft shows it at once; later it is what a killed run left. */
  private static final long STALE_MS = 10_000;

  private final Path file;
  private final Path draft;

  private NoticeDraft(Path file, Path draft) {
    this.file = file;
    this.draft = draft;
  }

  /**
   * Drafts the notice of an app; null where another run is showing it, or has just done so.
   *
   * @param destinations which it names
   * @param promise what it tells of
   * @param newKey random, for a file that has no key yet
   * @throws IOException where it could not be kept in mind that it was shown
   */
  public static @Nullable NoticeDraft of(
      Directories directories,
      String app,
      List<Destination> destinations,
      Promise promise,
      UUID newKey,
      long now)
      throws IOException {
    Path file = directories.notice();
    if (!isKeepable(app) || Files.isDirectory(file)) {
      throw new IOException(file + " cannot hold that the notice of " + app + " was shown");
    }
    NoticeDraft draft = new NoticeDraft(file, directories.noticeDraft());
    FileChannel channel = draft.open(now);
    if (channel == null) {
      return null;
    }
    boolean good = false;
    try (channel) {
      // What cannot be read is not kept: it tells of nothing that was shown.
      Notices.All all = Notices.all(directories, new ArrayList<>());
      UUID key = all.digest().key() == null ? newKey : all.digest().key();
      Notices known = new Notices(app, ofApp(all.shown(), app), new ReceiverDigest(key));
      List<Notices.Shown> kept = new ArrayList<>(all.shown());
      boolean anyUnknown = false;
      for (Destination destination : destinations) {
        anyUnknown |= !known.cover(destination, promise);
        String receiver = known.digest().of(destination);
        String origin = destination.origin();
        kept.removeIf(other -> isReplaced(other, app, receiver, origin));
        kept.add(new Notices.Shown(app, receiver, origin, promise, now));
      }
      if (anyUnknown) {
        int dropped = Math.max(0, kept.size() - MOST);
        write(channel, json(key, kept.subList(dropped, kept.size())));
      }
      good = anyUnknown;
    } finally {
      if (!good) {
        draft.discard();
      }
    }
    return good ? draft : null;
  }

  /** It was shown. */
  public void keep() throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** It was not shown after all. */
  public void discard() throws IOException {
    Files.deleteIfExists(draft);
  }

  /** Of a receiver that is not known any more, by one at the same place. */
  private static boolean isReplaced(
      Notices.Shown other, String app, String receiver, String origin) {
    return other.app().equals(app)
        && (other.receiver().isEmpty()
            ? other.origin().equals(origin)
            : other.receiver().equals(receiver));
  }

  /** JSON cannot hold half a character, as names that are no UTF-8 may have. */
  private static boolean isKeepable(String app) {
    return !app.isEmpty()
        && app.length() <= LONGEST_NAME
        && app.equals(new String(app.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  private static List<Notices.Shown> ofApp(List<Notices.Shown> all, String app) {
    List<Notices.Shown> its = new ArrayList<>();
    for (Notices.Shown one : all) {
      if (one.app().equals(app)) {
        its.add(one);
      }
    }
    return its;
  }

  private @Nullable FileChannel open(long now) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new NoSuchFileException(file.toString());
    }
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only(posix, "rwx------"));
    }
    if (isStale(now)) {
      discard();
    }
    try {
      return FileChannel.open(
          draft,
          EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          only(posix, "rw-------"));
    } catch (FileAlreadyExistsException another) {
      return null;
    }
  }

  private boolean isStale(long now) throws IOException {
    try {
      return Math.abs(now - Files.getLastModifiedTime(draft).toMillis()) > STALE_MS;
    } catch (NoSuchFileException none) {
      return false;
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String json(UUID key, List<Notices.Shown> notices) {
    Map<String, StringBuilder> byApp = new LinkedHashMap<>();
    for (Notices.Shown notice : notices) {
      StringBuilder its = byApp.computeIfAbsent(notice.app(), app -> new StringBuilder());
      its.append(its.isEmpty() ? "" : ",").append("\n      ");
      String origin = JsonText.quoted(notice.origin());
      boolean known = !notice.receiver().isEmpty();
      its.append(known ? JsonText.quoted(notice.receiver()) : origin).append(": {");
      its.append(known ? "\"origin\": " + origin + ", " : "");
      its.append("\"schemaVersion\": ").append(notice.promise().schemaVersion());
      its.append(", \"args\": ").append(JsonText.quoted(notice.promise().arguments().word()));
      its.append(", \"undeclared\": ").append(notice.promise().undeclared());
      its.append(", \"ts\": ").append(notice.ts()).append('}');
    }
    StringBuilder json =
        new StringBuilder("{\n  \"key\": ").append(JsonText.quoted(key.toString()));
    json.append(",\n  \"shown\": {");
    String before = "\n    ";
    for (Map.Entry<String, StringBuilder> one : byApp.entrySet()) {
      json.append(before).append(JsonText.quoted(one.getKey())).append(": {");
      json.append(one.getValue()).append("\n    }");
      before = ",\n    ";
    }
    return json.append("\n  }\n}\n").toString();
  }

  private static FileAttribute<?>[] only(boolean posix, String permissions) {
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)}
        : new FileAttribute<?>[0];
  }
}
