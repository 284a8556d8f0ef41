package dev.telem.consent;

import dev.telem.config.Destination;
import dev.telem.config.Level;
import dev.telem.config.Source;
import dev.telem.config.Statement;
import java.util.List;

/** What may be done, and why. Only {@link On} knows destinations: nothing else can send. */
public sealed interface Decision {
  /** The level that holds. */
  Level level();

  /** Who decided it, and how. */
  Reason reason();

  /** Everyone who was asked, in the order of precedence, with what they said. */
  List<Statement> sources();

  /** Where the profile wants events, and nothing may be sent to. */
  List<Withheld> withheld();

  /**
   * Whether a run that is made here has to show a notice first, and may then record nothing (spec
   * consent.md, "Notice").
   */
  default boolean noticeDue() {
    List<Withheld> withheld = withheld();
    for (int i = 0; i < withheld.size(); i++) {
      if (withheld.get(i).untilNotice()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether what other runs have queued may be sent. A run has consented for its own events, by an
   * option perhaps that nobody sees any more: what forbids sending them is a person's own word for
   * off or local, not that nobody named an endpoint, nor what a profile asks for.
   */
  default boolean letsQueuedGo() {
    // No switch over types: this is on the start-up path (startup.md, 7).
    if (this instanceof Local local) {
      Source.Kind decider = local.reason().source().kind();
      return local.wantsMore() || decider == Source.Kind.BUILT_IN || decider == Source.Kind.PROFILE;
    }
    return this instanceof On;
  }

  /** Nothing is made, recorded or sent. */
  record Off(Reason reason, List<Statement> sources) implements Decision {
    @Override
    public Level level() {
      return Level.OFF;
    }

    @Override
    public List<Withheld> withheld() {
      return List.of();
    }
  }

  /**
   * Events are recorded on this machine and sent nowhere.
   *
   * @param wantsMore whether sending was asked for, and only a destination is missing that may get
   *     them
   */
  record Local(Reason reason, List<Statement> sources, List<Withheld> withheld, boolean wantsMore)
      implements Decision {
    @Override
    public Level level() {
      return Level.LOCAL;
    }
  }

  /**
   * Events are recorded and sent.
   *
   * @param destinations those that events may be sent to, at least one
   */
  record On(
      Reason reason,
      List<Statement> sources,
      List<Destination> destinations,
      List<Withheld> withheld)
      implements Decision {
    public On {
      destinations = List.copyOf(destinations);
      withheld = List.copyOf(withheld);
      if (destinations.isEmpty()) {
        throw new IllegalArgumentException("nothing is on without a destination");
      }
    }

    @Override
    public Level level() {
      return Level.ON;
    }
  }
}
