package dev.telem.cli;

import dev.telem.log.EventLog;
import dev.telem.report.Diagnosis.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks at everything that telem keeps on this machine, and changes nothing: whose it is, who may
 * read it, whether it can be written.
 */
final class PlaceChecks {
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Here here;
  private final Optional<UserPrincipal> user;
  private final List<Check> checks = new ArrayList<>();

  private PlaceChecks(Here here, Optional<UserPrincipal> user) {
    this.here = here;
    this.user = user;
  }

  /**
   * The checks.
   *
   * @param userName as the system calls who runs this
   */
  static List<Check> of(Here here, String userName) {
    PlaceChecks places = new PlaceChecks(here, user(userName));
    places.lookAtState();
    places.lookAtLog();
    return places.checks;
  }

  /** Who runs this: the owner of our own process where the system shows it, also without a name. */
  private static Optional<UserPrincipal> user(String name) {
    Path self = Path.of("/proc/self");
    try {
      return Optional.of(
          Files.exists(self)
              ? Files.getOwner(self)
              : self.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
    } catch (IOException | UnsupportedOperationException unknown) {
      return Optional.empty();
    }
  }

  private void lookAtState() {
    Path state = here.directories().state();
    if (!Files.exists(state, LinkOption.NOFOLLOW_LINKS)) {
      lookAbove(state);
      return;
    }
    if (!Files.isDirectory(state)) {
      mend("state", state, "is no directory", "remove it, or name another in TELEMETRY_HOME");
      return;
    }
    int before = checks.size();
    lookAtOwner("state", state, OTHERS_WRITE);
    if (!Files.isWritable(state)) {
      mend("state", state, "may not be written", "chmod u+rwx " + state + ", if it is yours");
    } else if (isFull(state)) {
      mend("state", state, "its disk is full", "make room on it");
    }
    lookInside();
    lookAtRuns();
    if (checks.size() == before) {
      checks.add(Check.well("state", state.toString(), "is yours and can be written"));
    }
  }

  private void lookAbove(Path state) {
    Path above = state;
    while (!Files.exists(above) && above.getParent() != null) {
      above = above.getParent();
    }
    if (Files.isDirectory(above) && Files.isWritable(above)) {
      checks.add(Check.well("state", state.toString(), "does not exist yet, and can be made"));
    } else {
      mend(
          "state",
          state,
          "cannot be made in " + above,
          "see to it that " + above + " is a directory that you may write to");
    }
  }

  /** What only its owner should read: identifiers, keys, events. */
  private void lookInside() {
    List<Path> kept =
        List.of(
            here.directories().machineId(),
            here.directories().keys(),
            here.directories().runs(),
            here.directories().projects(),
            here.directories().eventLog(),
            here.directories().receipts(),
            here.directories().troubles());
    kept.forEach(path -> lookAtOwner("files", path, OTHERS));
    Path spool = here.directories().spool();
    lookAtOwner("spool", spool, OTHERS);
    try (Stream<Path> inside = Files.isDirectory(spool) ? Files.list(spool) : Stream.empty()) {
      for (Path path : inside.sorted().toList()) {
        lookAtOwner("spool", path, OTHERS);
        for (String folder : List.of("inbox", "aside")) {
          lookAtOwner("spool", path.resolve(folder), OTHERS);
        }
        for (String file : List.of("destination.json", "state")) {
          lookAtOwner("queue", path.resolve(file), OTHERS);
        }
      }
    } catch (IOException unreadable) {
      mend("spool", spool, FileTrouble.describe(unreadable), "check its owner and mode");
    }
  }

  /** Every run opens the markers of the others, to close those that nobody else will. */
  private void lookAtRuns() {
    Path runs = here.directories().runs();
    try (Stream<Path> markers = Files.isDirectory(runs) ? Files.list(runs) : Stream.empty()) {
      List<Path> bad = markers.filter(PlaceChecks::isNoMarker).sorted().toList();
      if (!bad.isEmpty()) {
        mend(
            "runs",
            bad.getFirst(),
            "cannot be opened as the marker of a run"
                + (bad.size() == 1 ? "" : ", and so with " + (bad.size() - 1) + " more"),
            "remove it: rm -r " + bad.getFirst());
      }
    } catch (IOException unreadable) {
      mend("runs", runs, FileTrouble.describe(unreadable), "check its owner and mode");
    }
  }

  /** One that is gone by the last look belonged to a run that has ended meanwhile. */
  private static boolean isNoMarker(Path marker) {
    boolean canBeOpened =
        Files.isRegularFile(marker) && Files.isReadable(marker) && Files.isWritable(marker);
    return !canBeOpened && Files.exists(marker, LinkOption.NOFOLLOW_LINKS);
  }

  private void lookAtOwner(String name, Path path, Set<PosixFilePermission> forbidden) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      if (name.equals("spool") && Files.isSymbolicLink(path)) {
        mend(name, path, "is a link, behind which nothing is sent", "remove the link");
        return;
      }
      UserPrincipal owner = Files.getOwner(path);
      if (user.isPresent() && !user.get().equals(owner)) {
        mend(
            name,
            path,
            "belongs to " + owner.getName(),
            "give it back: chown -R \"$(id -u)\" " + path);
      }
      Set<PosixFilePermission> others = EnumSet.noneOf(PosixFilePermission.class);
      others.addAll(Files.getPosixFilePermissions(path));
      others.retainAll(forbidden);
      if (!others.isEmpty()) {
        mend(
            name,
            path,
            othersMay(others),
            "chmod go" + (forbidden.equals(OTHERS) ? "= " : "-w ") + path);
      }
    } catch (IOException unreadable) {
      mend(name, path, FileTrouble.describe(unreadable), "check its owner and mode");
    } catch (UnsupportedOperationException otherPermissions) {
      // Windows: a user's own folders are private there.
      return;
    }
  }

  private static String othersMay(Set<PosixFilePermission> others) {
    Set<PosixFilePermission> writing = EnumSet.copyOf(OTHERS_WRITE);
    writing.retainAll(others);
    return writing.isEmpty() ? "others may read it" : "others may write there";
  }

  private void lookAtLog() {
    Path file = here.settings().eventLog().file();
    boolean rotated = here.settings().eventLog().rotated();
    EventLog log = rotated ? EventLog.rotating(file, EventLog.ROTATE_AT) : EventLog.named(file);
    Optional<String> obstacle = log.obstacle();
    if (obstacle.isPresent()) {
      mend(
          "log", file, obstacle.get(), "name another file in TELEMETRY_LOG_FILE, or mend this one");
    } else {
      checks.add(Check.well("log", file.toString(), "can be written"));
    }
  }

  private void mend(String name, Path path, String found, String toMend) {
    checks.add(Check.mend(name, path.toString(), found, toMend));
  }

  private static boolean isFull(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace() == 0;
    } catch (IOException unknown) {
      return false;
    }
  }
}
