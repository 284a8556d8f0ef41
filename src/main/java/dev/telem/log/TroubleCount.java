package dev.telem.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How often telemetry itself failed, as far back as {@link Troubles} keeps it.
 *
 * @param count all of them
 * @param latest the newest few, oldest first
 */
public record TroubleCount(long count, List<Trouble> latest) {
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * One failure.
   *
   * @param ts when, in milliseconds since the epoch
   * @param where the part of telem
   * @param problem what happened
   */
  public record Trouble(long ts, String where, String problem) {}

  /** Copies the list. */
  public TroubleCount {
    latest = List.copyOf(latest);
  }

  /** Reads the file; without it the count is 0. Lines that hold no trouble are passed over. */
  public static TroubleCount in(Path file, int latestOnly) throws IOException {
    Tally tally = new Tally(latestOnly);
    LogReader.with(file, Troubles.KEPT).all(tally::add);
    return new TroubleCount(tally.count, List.copyOf(tally.latest));
  }

  /** What is known to have gone wrong with one run: the troubles that name its id, oldest first. */
  public static List<Trouble> about(Path file, String executionId) throws IOException {
    List<Trouble> about = new ArrayList<>();
    LogReader.with(file, Troubles.KEPT)
        .all(
            line ->
                trouble(line)
                    .filter(found -> found.problem().contains(executionId))
                    .ifPresent(about::add));
    return about;
  }

  private static Optional<Trouble> trouble(LogLine line) {
    try {
      JsonNode fields = JSON.readTree(line.text());
      return fields.hasNonNull("problem")
          ? Optional.of(
              new Trouble(
                  fields.path("ts").asLong(),
                  fields.path("where").asText(),
                  fields.path("problem").asText()))
          : Optional.empty();
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    }
  }

  private static final class Tally {
    private final int latestOnly;
    private final Deque<Trouble> latest = new ArrayDeque<>();
    private long count;

    Tally(int latestOnly) {
      this.latestOnly = latestOnly;
    }

    void add(LogLine line) {
      trouble(line)
          .ifPresent(
              found -> {
                count++;
                latest.addLast(found);
                if (latest.size() > latestOnly) {
                  latest.removeFirst();
                }
              });
    }
  }
}
