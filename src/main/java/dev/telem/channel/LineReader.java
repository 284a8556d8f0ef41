package dev.telem.channel;

import dev.telem.privacy.Endpoint;
import dev.telem.privacy.Reported;
import dev.telem.privacy.SafeText;
import dev.telem.privacy.StackTrace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one line: finds out which form it has, and checks and reduces what is in it. */
final class LineReader {
  private static final int LOWEST_STATUS = 100;
  private static final int HIGHEST_STATUS = 599;
  private static final double LONGEST_DURATION_MS = 1e12;
  private static final double NOT_SAID = -1;

  /** Each of these becomes an event of its own. */
  private static final int MOST_ERRORS = 20;

  private static final int MOST_REQUESTS = 500;

  private final Allowed allowed;
  private final Sums sums;
  private final Shapes shapes;
  private final LineCursor in = new LineCursor();

  private int errors;
  private int requests;

  LineReader(Allowed allowed, Sums sums) {
    this.allowed = allowed;
    this.sums = sums;
    this.shapes = new Shapes(sums);
  }

  /**
   * Takes a line. What it counts is added to the sums.
   *
   * @return what is an event of its own; null for what was added
   */
  @Nullable Said read(byte[] line, int from, int to) throws Refused {
    in.moveTo(line, from, to);
    if (!in.opens('{', '}')) {
      throw new Refused(Reason.FORM);
    }
    String form = in.name();
    switch (form) {
      case "count", "value" -> add(count(form), line, from, to);
      case "metric" -> {
        MetricForm metric = MetricForm.read(in);
        endOfLine();
        add(metric, line, from, to);
      }
      // Whether there is room is asked first: to reduce a stack trace takes milliseconds.
      case "error" -> {
        expectRoom(errors, MOST_ERRORS);
        Said error = error();
        errors++;
        return error;
      }
      case "apiRequest" -> {
        expectRoom(requests, MOST_REQUESTS);
        Said request = request();
        requests++;
        return request;
      }
      default -> throw new Refused(Reason.FORM);
    }
    return null;
  }

  /**
   * Takes a line that is like one that was read before.
   *
   * @return where the next line begins; -1 where this one is to be read
   */
  int again(byte[] block, int from, int to) {
    return shapes.take(block, from, to);
  }

  private void add(MetricForm metric, byte[] line, int from, int to) throws Refused {
    Sum sum = metric.addTo(sums, allowed);
    if (metric.isNumeric() && in.numbersArePlain()) {
      shapes.remember(line, from, to, in.spans(), in.numbers(), sum, metric.places());
    }
  }

  private static void expectRoom(int taken, int most) throws Refused {
    if (taken == most) {
      throw new Refused(Reason.TOO_MANY_EVENTS);
    }
  }

  private void endOfLine() throws Refused {
    if (in.hasNext('}')) {
      throw new Refused(Reason.FORM);
    }
    in.expectEnd();
  }

  /** In the order in which most write it, and in the other. */
  private MetricForm count(String first) throws Refused {
    boolean named = first.equals("count");
    String name = named ? in.string() : "";
    double value = named ? 1 : in.number();
    if (in.hasNext('}')) {
      if (!in.name().equals(named ? "value" : "count")) {
        throw new Refused(Reason.FORM);
      }
      if (named) {
        value = in.number();
      } else {
        name = in.string();
        named = true;
      }
      endOfLine();
    } else {
      in.expectEnd();
    }
    if (!named) {
      throw new Refused(Reason.FORM);
    }
    return MetricForm.counter(name, value);
  }

  private Said error() throws Refused {
    String type = null;
    String stack = null;
    boolean more = in.opens('{', '}');
    while (more) {
      String name = in.name();
      if (name.equals("type") && type == null) {
        type = in.string();
      } else if (name.equals("stack") && stack == null) {
        stack = in.peek() == '[' ? lines() : in.string();
      } else {
        throw new Refused(Reason.FORM);
      }
      more = in.hasNext('}');
    }
    endOfLine();
    StackTrace trace = StackTrace.scrub(stack == null ? "" : stack);
    Optional<SafeText> named = type == null ? Optional.empty() : Reported.errorType(type);
    Said.Failed failed =
        new Said.Failed(named.isPresent() ? named : trace.errorType(), trace.frames());
    if (failed.errorType().isEmpty() && failed.stack().isEmpty()) {
      throw new Refused(Reason.ERROR);
    }
    return failed;
  }

  private String lines() throws Refused {
    StringBuilder text = new StringBuilder();
    boolean more = in.opens('[', ']');
    while (more) {
      text.append(in.string()).append('\n');
      more = in.hasNext(']');
    }
    return text.toString();
  }

  private Said request() throws Refused {
    String method = null;
    String endpoint = null;
    double status = NOT_SAID;
    double duration = NOT_SAID;
    boolean more = in.opens('{', '}');
    while (more) {
      switch (in.name()) {
        case "method" -> method = in.string();
        case "endpoint" -> endpoint = in.string();
        case "statusCode" -> status = status();
        case "durationMs" -> duration = duration();
        default -> throw new Refused(Reason.FORM);
      }
      more = in.hasNext('}');
    }
    endOfLine();
    if (method == null || endpoint == null || status == NOT_SAID || duration == NOT_SAID) {
      throw new Refused(Reason.FORM);
    }
    Optional<SafeText> safeMethod = Reported.method(method);
    if (safeMethod.isEmpty()) {
      throw new Refused(Reason.REQUEST);
    }
    return new Said.Requested(
        safeMethod.get(),
        Endpoint.scrub(endpoint, allowed.endpoints()),
        (int) status,
        (long) (duration + 0.5));
  }

  private double status() throws Refused {
    double status = in.number();
    if (status < LOWEST_STATUS || status > HIGHEST_STATUS || status != (int) status) {
      throw new Refused(Reason.REQUEST);
    }
    return status;
  }

  private double duration() throws Refused {
    double duration = in.number();
    if (duration < 0 || duration > LONGEST_DURATION_MS) {
      throw new Refused(Reason.REQUEST);
    }
    return duration;
  }
}
