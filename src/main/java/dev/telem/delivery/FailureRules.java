package dev.telem.delivery;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** What an answer means, and how long to wait after it (spec delivery.md "Failure rules"). */
final class FailureRules {
  /** A refused destination is tried again after an hour, in case somebody mended it over there. */
  static final long REFUSED_MS = Duration.ofHours(1).toMillis();

  /** What has to be mended on this machine is looked at again after a minute. */
  static final long UNDELIVERABLE_MS = Duration.ofMinutes(1).toMillis();

  private static final long SHORTEST_MS = Duration.ofSeconds(1).toMillis();
  private static final long LONGEST_MS = Duration.ofHours(1).toMillis();
  private static final long MOST_ASKED_MS = Duration.ofDays(1).toMillis();
  private static final int DOUBLINGS = 12;

  private FailureRules() {}

  static Verdict judge(Reply reply, long nowMs) {
    int status = reply.status();
    String answered = "answered " + status;
    if (status >= 200 && status < 300) {
      return new Verdict.Delivered();
    }
    if (status == 408 || status == 429 || (status >= 500 && status < 600)) {
      return new Verdict.Retry(retryAfter(reply.retryAfter(), nowMs), answered);
    }
    if (status == 400 || status == 413 || status == 422) {
      return new Verdict.Rejected(answered);
    }
    if (status >= 300 && status < 500) {
      return new Verdict.Refused(REFUSED_MS, answered + meaning(status));
    }
    return new Verdict.Retry(OptionalLong.empty(), "gave an answer that is no HTTP");
  }

  /** Full jitter between a second and a ceiling that doubles with every failure, up to an hour. */
  static long backOffMs(int failures, RandomGenerator jitter) {
    long ceiling = Math.min(LONGEST_MS, SHORTEST_MS << Math.clamp(failures, 1, DOUBLINGS));
    return jitter.nextLong(SHORTEST_MS, ceiling + 1);
  }

  /**
   * Seconds or a date (RFC 9110, 10.2.3), between a second and a day. Anything else says nothing.
   */
  static OptionalLong retryAfter(String header, long nowMs) {
    String text = header.strip();
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long asked = isDigits(text) ? secondsMs(text) : dateMs(text) - nowMs;
      return OptionalLong.of(Math.clamp(asked, SHORTEST_MS, MOST_ASKED_MS));
    } catch (DateTimeParseException neither) {
      return OptionalLong.empty();
    }
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static long secondsMs(String digits) {
    return digits.length() > 9 ? MOST_ASKED_MS : Long.parseLong(digits) * 1000;
  }

  private static long dateMs(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
        .toInstant()
        .toEpochMilli();
  }

  private static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> ": check the destination's Authorization";
      case 404, 405, 410 -> ": check the destination's URL";
      case 407 -> ": the proxy wants a user and a password";
      default -> status < 400 ? ": redirects are not followed, name the final URL" : "";
    };
  }
}
