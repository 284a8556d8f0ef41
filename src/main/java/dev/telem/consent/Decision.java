package dev.telem.consent;

import dev.telem.config.Destination;
import dev.telem.config.Level;
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
