package dev.telem.consent;

import dev.telem.config.Destination;
import dev.telem.config.Level;
import dev.telem.config.Promise;
import dev.telem.config.Rank;
import dev.telem.config.Settings;
import dev.telem.config.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides from what people said (spec consent.md). */
public final class Consent {
  private static final String NOWHERE =
      "; but no endpoint that can be used is named, so nothing is sent: name one with"
          + " TELEMETRY_ENDPOINT, --endpoint or \"endpoint\" in your configuration";
  private static final String NOT_YET = "; but nothing is sent to where the profile says: ";
  private static final String PERMIT = "`telem enable` permits it";
  private static final String UNSEEN = "the notice of it was not shown on this machine yet; ";
  private static final String NOTICE_FIRST = UNSEEN + "the next run at this terminal shows it";
  private static final String NOTICE_LATER =
      UNSEEN + "the next run at a terminal shows it, or " + PERMIT;
  private static final String NOT_IN_CI =
      "this is CI, for which the profile does not ask; " + PERMIT;

  private Consent() {}

  /**
   * The level that holds, and why. The sources that may only restrict set a limit: the lowest
   * counts, and the first that asked for it is the reason. Below that limit the first of the others
   * that speaks decides. What cannot be read means off, whoever wrote it and whatever outranks it:
   * with the level, other choices about privacy may be lost. "On" with nowhere to send to is local.
   *
   * @param audience who would see a notice
   * @param schemaVersion of the events that would be sent
   */
  public static Decision decide(Settings settings, Audience audience, int schemaVersion) {
    List<Statement> statements = settings.statements();
    Statement limiting = null;
    Statement speaking = null;
    for (Statement statement : statements) {
      if (statement instanceof Statement.Silent) {
        continue;
      }
      boolean limits =
          statement.rank().restrictsOnly() || statement instanceof Statement.Unreadable;
      if (limits && level(statement).isBelow(level(limiting))) {
        limiting = statement;
      } else if (!limits && speaking == null) {
        speaking = statement;
      }
    }
    if (speaking == null) {
      throw new IllegalArgumentException("no built-in level among the statements");
    }
    Statement deciding = speaking;
    if (limiting != null && !level(speaking).isBelow(level(limiting))) {
      deciding = limiting;
    }

    Reason reason = new Reason(deciding.source(), deciding.said());
    Level level = level(deciding);
    if (level == Level.OFF) {
      return new Decision.Off(reason, statements);
    }
    if (level == Level.LOCAL) {
      return new Decision.Local(
          reason, statements, withheld(settings, "nothing is sent at this level", false), false);
    }
    boolean unseen = !wasShown(settings, Promise.of(settings, schemaVersion));
    Optional<String> obstacle = obstacle(settings, speaking.rank(), audience, unseen);
    List<Withheld> withheld =
        obstacle.isPresent()
            ? withheld(settings, obstacle.get(), obstacle.get().equals(NOTICE_FIRST))
            : List.of();
    List<Destination> permitted = permitted(settings, obstacle.isEmpty());
    if (permitted.isEmpty()) {
      String why = withheld.isEmpty() ? NOWHERE : NOT_YET + withheld.get(0).why();
      return new Decision.Local(
          new Reason(deciding.source(), deciding.said() + why), statements, withheld, true);
    }
    return new Decision.On(reason, statements, permitted, withheld);
  }

  /**
   * Why nothing may be sent to where the profile says, which somebody else chose (spec consent.md,
   * "Notice"). Who sees a notice gets it before anything is sent, also after asking for sending
   * themselves; where nobody sees one that word is enough. Who named an endpoint of their own has
   * consented to that one.
   */
  private static Optional<String> obstacle(
      Settings settings, Rank speaking, Audience audience, boolean unseen) {
    boolean byPerson = speaking == Rank.OPT_IN || speaking == Rank.USER;
    if (!byPerson && speaking != Rank.PROFILE) {
      return Optional.of("the profile does not ask for it by itself; " + PERMIT);
    }
    if (audience == Audience.PERSON) {
      return unseen ? Optional.of(NOTICE_FIRST) : Optional.empty();
    }
    if (byPerson) {
      return Optional.empty();
    }
    if (audience == Audience.CI) {
      boolean asks = settings.profile().isPresent() && settings.profile().get().ci();
      return asks ? Optional.empty() : Optional.of(NOT_IN_CI);
    }
    return unseen ? Optional.of(NOTICE_LATER) : Optional.empty();
  }

  /** Whether every receiver that the profile alone names was named in a notice. */
  private static boolean wasShown(Settings settings, Promise promise) {
    for (Destination destination : published(settings)) {
      if (!isAmong(settings.destinations(), destination)
          && !settings.notices().cover(destination, promise)) {
        return false;
      }
    }
    return true;
  }

  /** A receiver that the person names too is theirs. */
  private static List<Withheld> withheld(Settings settings, String why, boolean untilNotice) {
    List<Withheld> withheld = new ArrayList<>(1);
    for (Destination destination : published(settings)) {
      if (!isAmong(settings.destinations(), destination)) {
        withheld.add(new Withheld(destination, why, untilNotice));
      }
    }
    return withheld;
  }

  private static List<Destination> permitted(Settings settings, boolean publishedToo) {
    List<Destination> permitted = new ArrayList<>(settings.destinations());
    for (Destination destination : publishedToo ? published(settings) : List.<Destination>of()) {
      if (!isAmong(permitted, destination)) {
        permitted.add(destination);
      }
    }
    return permitted;
  }

  private static boolean isAmong(List<Destination> destinations, Destination sought) {
    String identity = sought.identity();
    for (Destination destination : destinations) {
      if (destination.identity().equals(identity)) {
        return true;
      }
    }
    return false;
  }

  private static List<Destination> published(Settings settings) {
    return settings.profile().isPresent() ? settings.profile().get().destinations() : List.of();
  }

  /** What a statement asks for; nobody asks for no limit. */
  private static Level level(@Nullable Statement statement) {
    if (statement == null) {
      return Level.ON;
    }
    return statement instanceof Statement.Wants wants ? wants.level() : Level.OFF;
  }
}
