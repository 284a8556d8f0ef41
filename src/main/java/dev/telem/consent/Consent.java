package dev.telem.consent;

import dev.telem.config.Level;
import dev.telem.config.Settings;
import dev.telem.config.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides from what people said (spec consent.md). */
public final class Consent {
  private static final String NOWHERE =
      "; but no endpoint that can be used is named, so nothing is sent: name one with"
          + " TELEMETRY_ENDPOINT, --endpoint or \"endpoint\" in your configuration";

  private Consent() {}

  /**
   * The level that holds, and why. The sources that may only restrict set a limit: the lowest
   * counts, and the first that asked for it is the reason. Below that limit the first of the others
   * that speaks decides. What cannot be read means off, whoever wrote it and whatever outranks it:
   * with the level, other choices about privacy may be lost. "On" with nowhere to send to is local.
   */
  public static Decision decide(Settings settings) {
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
      return new Decision.Local(reason, statements);
    }
    if (settings.destinations().isEmpty()) {
      return new Decision.Local(
          new Reason(deciding.source(), deciding.said() + NOWHERE), statements);
    }
    return new Decision.On(reason, statements, settings.destinations());
  }

  /** What a statement asks for; nobody asks for no limit. */
  private static Level level(@Nullable Statement statement) {
    if (statement == null) {
      return Level.ON;
    }
    return statement instanceof Statement.Wants wants ? wants.level() : Level.OFF;
  }
}
