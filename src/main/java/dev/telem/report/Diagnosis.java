package dev.telem.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What {@code telem doctor} found (spec cli.md).
 *
 * @param level off, local or on
 * @param connected whether destinations were asked
 * @param checks everything that was looked at, in order
 */
public record Diagnosis(String level, boolean connected, List<Check> checks) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int NAME = 13;

  /** Copies the list. */
  public Diagnosis {
    checks = List.copyOf(checks);
  }

  /** How something is. */
  public enum State {
    /** As it should be. */
    WELL("ok"),
    /** Worth knowing, and nothing to mend. */
    NOTE("note"),
    /** A person has to mend it. */
    MEND("mend");

    private final String word;

    State(String word) {
      this.word = word;
    }
  }

  /**
   * One thing that was looked at.
   *
   * @param name of the kind of thing: state, log, dns …
   * @param subject which: a file, a URL; may be ""
   * @param found what was found, in words
   * @param toMend what to do; "" unless there is something to mend
   */
  public record Check(String name, String subject, State state, String found, String toMend) {
    /** It is as it should be. */
    public static Check well(String name, String subject, String found) {
      return new Check(name, subject, State.WELL, found, "");
    }

    /** Worth knowing. */
    public static Check note(String name, String subject, String found) {
      return new Check(name, subject, State.NOTE, found, "");
    }

    /** To be mended. */
    public static Check mend(String name, String subject, String found, String toMend) {
      return new Check(name, subject, State.MEND, found, toMend);
    }
  }

  /** Whether there is nothing to mend. */
  public boolean isWell() {
    return toMend() == 0;
  }

  /** For people: a line for each check, and below it what to do. */
  public String text(boolean colour) {
    Paint paint = new Paint(colour);
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      text.append(painted(check.state(), paint)).append("  ");
      text.append(Shown.padded(check.name(), NAME)).append("  ");
      text.append(check.subject().isEmpty() ? "" : Shown.of(check.subject()) + ": ");
      text.append(Shown.of(check.found())).append('\n');
      if (!check.toMend().isEmpty()) {
        text.append("      ").append(Shown.padded("", NAME)).append("  to mend it: ");
        text.append(Shown.of(check.toMend())).append('\n');
      }
    }
    text.append('\n').append(isWell() ? "All is well." : sentence()).append('\n');
    return text.toString();
  }

  /**
   * For programs: {@code {"well","level","connected","checks":[{"check","subject","state","found",
   * "toMend"}]}}; state is ok, note or mend.
   */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeBooleanField("well", isWell());
      json.writeStringField("level", level);
      json.writeBooleanField("connected", connected);
      json.writeArrayFieldStart("checks");
      for (Check check : checks) {
        json.writeStartObject();
        json.writeStringField("check", check.name());
        json.writeStringField("subject", check.subject());
        json.writeStringField("state", check.state().word);
        json.writeStringField("found", check.found());
        json.writeStringField("toMend", check.toMend());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory cannot fail to be written", impossible);
    }
    return text.toString();
  }

  private long toMend() {
    return checks.stream().filter(check -> check.state() == State.MEND).count();
  }

  private String sentence() {
    return toMend() == 1 ? "One thing is to be mended." : toMend() + " things are to be mended.";
  }

  private static String painted(State state, Paint paint) {
    String word = Shown.padded(state.word, 4);
    return switch (state) {
      case WELL -> paint.good(word);
      case NOTE -> word;
      case MEND -> paint.bad(word);
    };
  }
}
