package dev.telem.cli;

import dev.telem.config.Destination;
import dev.telem.config.Level;
import dev.telem.config.Notices;
import dev.telem.config.Problem;
import dev.telem.config.Statement;
import dev.telem.consent.Decision;
import dev.telem.consent.Withheld;
import dev.telem.identity.Ids;
import dev.telem.identity.Machine;
import dev.telem.log.Receipts;
import dev.telem.log.TroubleCount;
import dev.telem.report.Status;
import dev.telem.session.Origins;
import dev.telem.session.QueueName;
import dev.telem.spool.Queue;
import dev.telem.spool.QueueState;
import dev.telem.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts together what {@code telem status} tells, without making anything. */
final class StatusGatherer {
  private static final int LATEST_TROUBLES = 3;

  private final Surface surface;
  private final Here here;
  private final List<Status.Problem> problems = new ArrayList<>();

  StatusGatherer(Surface surface, Here here) {
    this.surface = surface;
    this.here = here;
  }

  Status gather() throws IOException {
    for (Problem problem : here.settings().problems()) {
      problems.add(problem(problem));
    }
    Map<String, Queue> queues = queues();
    Status.Identifiers identifiers = identifiers();
    if (here.decision().level() != Level.OFF) {
      problems.addAll(UnwritablePlaces.of(here));
    }
    Status.Queue queue = queue(queues);
    List<Status.Destination> destinations = destinations(queues);
    TroubleCount troubles = troubles();
    return new Status(
        Version.NUMBER,
        decision(),
        surroundings(),
        identifiers,
        new Status.Places(
            here.directories().state().toString(), here.settings().eventLog().file().toString()),
        queue,
        destinations,
        notices(),
        troubles,
        problems,
        wouldHappen());
  }

  /** The queues that can be looked into; of the others it is said why not. */
  private Map<String, Queue> queues() {
    Map<String, Queue> queues = new HashMap<>();
    try {
      for (Queue queue : new Spool(here.directories().spool()).queues()) {
        try {
          if (queue.waiting().events() >= 0 && queue.state().accepted() >= 0) {
            queues.put(queue.name(), queue);
          }
        } catch (IOException unreadable) {
          problems.add(
              problem(
                  here.directories().spool().resolve(queue.name()),
                  FileTrouble.describe(unreadable)));
        }
      }
    } catch (IOException unreadable) {
      problems.add(problem(here.directories().spool(), FileTrouble.describe(unreadable)));
    }
    return queues;
  }

  private TroubleCount troubles() {
    try {
      return TroubleCount.in(here.directories().troubles(), LATEST_TROUBLES);
    } catch (IOException unreadable) {
      problems.add(problem(here.directories().troubles(), FileTrouble.describe(unreadable)));
      return new TroubleCount(0, List.of());
    }
  }

  private Status.Decision decision() {
    List<Status.Source> sources = new ArrayList<>();
    boolean decided = false;
    for (Statement statement : here.decision().sources()) {
      boolean decides =
          !decided
              && !(statement instanceof Statement.Silent)
              && statement.source().equals(here.decision().reason().source());
      decided |= decides;
      sources.add(
          new Status.Source(
              statement.source().toString(), statement.word(), statement.said(), decides));
    }
    return new Status.Decision(
        here.decision().level().word(),
        here.decision().reason().source().toString(),
        here.decision().reason().detail(),
        sources);
  }

  private Status.Here surroundings() {
    return new Status.Here(
        here.surroundings().ci().present(),
        here.surroundings().ci().vendor(),
        here.surroundings().container(),
        here.surroundings().interactive(),
        surface.environment().containsKey("TELEMETRY_EXECUTION_ID"));
  }

  private Status.Identifiers identifiers() {
    Optional<String> machine = Optional.empty();
    try {
      machine =
          new Machine(here.directories().machineId(), here.directories().keys(), new Ids())
              .id()
              .map(id -> id.value());
    } catch (IOException unreadable) {
      problems.add(problem(here.directories().machineId(), FileTrouble.describe(unreadable)));
    }
    return new Status.Identifiers(
        machine,
        Origins.knownProjectId(
                here.directories(),
                here.settings(),
                Optional.ofNullable(surface.workingDirectory()))
            .map(id -> id.value()));
  }

  private static Status.Queue queue(Map<String, Queue> queues) throws IOException {
    long events = 0;
    long bytes = 0;
    long dropped = 0;
    long setAside = 0;
    for (Queue queue : queues.values()) {
      events += queue.waiting().events();
      bytes += queue.waiting().bytes();
      dropped += queue.state().dropped();
      setAside += queue.state().setAside();
    }
    return new Status.Queue(events, bytes, dropped, setAside);
  }

  private List<Status.Destination> destinations(Map<String, Queue> queues) throws IOException {
    List<Status.Destination> destinations = new ArrayList<>();
    List<Destination> used =
        here.decision() instanceof Decision.On on
            ? on.destinations()
            : here.settings().destinations();
    for (Destination destination : used) {
      Queue queue = queues.remove(QueueName.of(destination.identity()));
      destinations.add(destination(destination, queue));
    }
    for (Withheld withheld : here.decision().withheld()) {
      String why = "not used: named by " + withheld.destination().source() + "; " + withheld.why();
      destinations.add(untried(withheld.destination(), Optional.of(why)));
    }
    // Queues of destinations that are named no more, and that something still waits for.
    for (Queue queue : queues.values()) {
      if (queue.waiting().events() > 0) {
        Destination destination = Queued.destination(queue);
        if (destination != null) {
          destinations.add(destination(destination, queue));
        }
      }
    }
    return destinations;
  }

  private Status.Destination destination(Destination destination, @Nullable Queue queue)
      throws IOException {
    if (queue == null) {
      return untried(destination, Optional.empty());
    }
    QueueState state = queue.state();
    Status.Progress progress =
        state.refused() || state.rejectsAll()
            ? Status.Progress.REFUSED
            : state.attempts() > 0
                ? Status.Progress.RETRYING
                : state.accepted() > 0 ? Status.Progress.OK : Status.Progress.UNTRIED;
    return new Status.Destination(
        destination.type().word(),
        destination.maskedUrl(),
        queue.waiting().events(),
        lastDelivery(destination),
        progress,
        state.problem().isEmpty() ? Optional.empty() : Optional.of(state.problem()));
  }

  private static Status.Destination untried(Destination destination, Optional<String> problem) {
    return new Status.Destination(
        destination.type().word(),
        destination.maskedUrl(),
        0,
        Optional.empty(),
        Status.Progress.UNTRIED,
        problem);
  }

  private Optional<Instant> lastDelivery(Destination destination) {
    try {
      return new Receipts(here.directories().receipts())
          .lastAccepted(destination.maskedUrl())
          .map(Instant::ofEpochMilli);
    } catch (IOException unreadable) {
      problems.add(problem(here.directories().receipts(), FileTrouble.describe(unreadable)));
      return Optional.empty();
    }
  }

  private static Status.Problem problem(Path path, String sentence) {
    return new Status.Problem(path.toString(), 0, 0, sentence);
  }

  private List<Status.Notice> notices() {
    List<Status.Notice> notices = new ArrayList<>();
    List<Problem> damages = new ArrayList<>();
    for (Notices.Shown shown : Notices.everyOne(here.directories(), damages)) {
      notices.add(
          new Status.Notice(
              shown.app(),
              shown.origin(),
              shown.promise().schemaVersion(),
              Instant.ofEpochMilli(shown.ts())));
    }
    for (Problem damage : damages) {
      if (!here.settings().problems().contains(damage)) {
        problems.add(problem(damage));
      }
    }
    return notices;
  }

  private static Status.Problem problem(Problem problem) {
    return new Status.Problem(
        problem.source().name(),
        problem.source().line(),
        problem.source().column(),
        problem.sentence());
  }

  private String wouldHappen() {
    if (here.decision().noticeDue()) {
      return "A command that is run here shows a notice of who gets its events, once, and leaves no"
          + " other trace; recording and sending begin with the next run.";
    }
    return switch (here.decision().level()) {
      case OFF -> "A command that is run here leaves no trace: nothing is made, recorded or sent.";
      case LOCAL ->
          "A command that is run here is recorded in the log on this machine, and nothing is sent.";
      case ON ->
          here.surroundings().ci().present()
              ? "A command that is run here is recorded in the log and sent before telem ends,"
                  + " within its budget (CI)."
              : "A command that is run here is recorded in the log, and sent in the background"
                  + " after it has ended.";
    };
  }
}
