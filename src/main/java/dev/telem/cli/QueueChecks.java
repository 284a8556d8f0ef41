package dev.telem.cli;

import dev.telem.config.Destination;
import dev.telem.config.Level;
import dev.telem.consent.Decision;
import dev.telem.delivery.Probe;
import dev.telem.report.Diagnosis.Check;
import dev.telem.session.QueueName;
import dev.telem.spool.Queue;
import dev.telem.spool.QueueState;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every queue as {@code telem flush} would, and changes nothing: what of it would fail
 * there, or did when it was last tried.
 */
final class QueueChecks {
  private static final String NAME = "queue";
  private static final long LONGEST_DESTINATION = 1 << 20;

  private final Here here;
  private final Map<String, String> environment;
  private final Spool spool;
  private final List<Check> checks = new ArrayList<>();

  private QueueChecks(Here here, Map<String, String> environment) {
    this.here = here;
    this.environment = environment;
    this.spool = new Spool(here.directories().spool());
  }

  /** The checks; none where there is no spool. */
  static List<Check> of(Here here, Map<String, String> environment) {
    QueueChecks queues = new QueueChecks(here, environment);
    queues.look();
    return queues.checks;
  }

  private void look() {
    Path root = here.directories().spool();
    lookAtFolder(root);
    lookAtFile(root.resolve("lock"), "rw");
    try {
      for (Queue queue : spool.queues()) {
        look(queue, root.resolve(queue.name()));
      }
    } catch (IOException unreadable) {
      mend(root.toString(), FileTrouble.describe(unreadable), "check its owner and mode");
    }
    if (!spool.hasLocks()) {
      checks.add(
          Check.note(
              NAME,
              root.toString(),
              "its file system has no locks: two machines that share it may send an event twice,"
                  + " under one id"));
    }
  }

  private void look(Queue queue, Path folder) {
    lookAtFolder(folder);
    lookAtFolder(folder.resolve("inbox"));
    lookAtFolder(folder.resolve("aside"));
    Path destination = folder.resolve("destination.json");
    boolean isThere = Files.exists(destination, LinkOption.NOFOLLOW_LINKS);
    boolean isReadable = isThere && lookAtFile(destination, "r") && isShort(destination);
    try {
      long waiting = queue.waiting().events();
      String subject = isReadable ? shown(queue) : queue.name();
      if (!isThere && waiting > 0) {
        mend(
            destination.toString(),
            "is missing, and " + waiting + " events wait",
            "run a command through telem where that destination is configured, which writes it"
                + " anew, or throw away what waits: telem queue clear");
      }
      if (lookAtFile(folder.resolve("state"), "")) {
        lookAtProgress(queue, subject, waiting, isReadable);
      }
    } catch (IOException unreadable) {
      mend(folder.toString(), FileTrouble.describe(unreadable), "check its owner and mode");
    }
  }

  private void lookAtProgress(Queue queue, String subject, long waiting, boolean isReadable) {
    QueueState state = queue.state();
    checks.add(
        Check.note(
            NAME,
            subject,
            waiting
                + " events wait, "
                + state.setAside()
                + " were set aside, "
                + state.dropped()
                + " dropped"));
    Optional<String> obstacle =
        isReadable && waiting > 0
            ? Probe.obstacle(queue.destination(), environment)
            : Optional.empty();
    if (obstacle.isPresent()) {
      mendIfSent(subject, "nothing can be sent", obstacle.get());
    } else if (!state.problem().isEmpty()) {
      String last = "the last attempt failed: " + state.problem();
      // Of a queue in which nothing waits a flush has nothing to fail with.
      boolean matters = waiting > 0 || (state.rejectsAll() && used().contains(queue.name()));
      if (matters) {
        mendIfSent(subject, last, toMend(state));
      } else {
        checks.add(Check.note(NAME, subject, last));
      }
    }
  }

  private static String toMend(QueueState state) {
    if (state.refused()) {
      return "see to what it says, then `telem flush`, which tries at once";
    }
    return state.rejectsAll()
        ? "`telem log tail` and `telem log show ID` tell which events; see why in the receiver's"
            + " own log"
        : "nothing here: events wait and are tried again; mend the receiver if it stays so";
  }

  /** Where telemetry is off, nobody waits for it to be mended. */
  private void mendIfSent(String subject, String found, String toMend) {
    if (here.decision().level() == Level.OFF) {
      checks.add(Check.note(NAME, subject, found));
    } else {
      mend(subject, found, toMend);
    }
  }

  private Set<String> used() {
    Set<String> names = new HashSet<>();
    if (here.decision() instanceof Decision.On on) {
      on.destinations().forEach(used -> names.add(QueueName.of(used.identity())));
    }
    return names;
  }

  private static String shown(Queue queue) throws IOException {
    Destination destination = Queued.destination(queue);
    return destination == null ? queue.name() : destination.maskedUrl();
  }

  private void lookAtFolder(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      mend(folder.toString(), "is no directory", "remove it: rm " + folder);
    } else if (!Files.isReadable(folder)
        || !Files.isWritable(folder)
        || !Files.isExecutable(folder)) {
      mend(
          folder.toString(),
          "may not be read and written",
          "chmod u=rwx " + folder + ", if it is yours");
    }
  }

  /**
   * Whether nothing is wrong with it; what does not exist has no fault.
   *
   * @param needs what a sender has to be allowed to: r, w or both
   */
  private boolean lookAtFile(Path file, String needs) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isRegularFile(file)) {
      // To open a pipe would wait for somebody who writes.
      mend(file.toString(), "is no regular file", "remove it; telem makes it anew");
      return false;
    }
    if ((needs.contains("r") && !Files.isReadable(file))
        || (needs.contains("w") && !Files.isWritable(file))) {
      mend(
          file.toString(),
          needs.contains("w") ? "may not be read and written" : "may not be read",
          "chmod u+rw " + file + ", if it is yours");
      return false;
    }
    return true;
  }

  private boolean isShort(Path destination) {
    if (destination.toFile().length() <= LONGEST_DESTINATION) {
      return true;
    }
    mend(destination.toString(), "is too long for a destination", "remove it; telem makes it anew");
    return false;
  }

  private void mend(String subject, String found, String toMend) {
    checks.add(Check.mend(NAME, subject, found, toMend));
  }
}
