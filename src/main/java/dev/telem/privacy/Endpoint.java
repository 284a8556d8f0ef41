package dev.telem.privacy;

import java.util.List;

/**
 * The path of an API request as it may leave: {@code /users/<id>/repos}. Spec privacy.md, "Stack
 * traces, paths, endpoints".
 */
public final class Endpoint {
  private static final SafeText UNKNOWN = new SafeText("<endpoint>");
  private static final String ID = "<id>";
  private static final int LONGEST = 8192;
  private static final int MOST_SEGMENTS = 24;
  private static final int MOST_DIGITS = 2;

  private Endpoint() {}

  /**
   * The path with identifiers replaced by {@code <id>}, or the template that it matches; {@code
   * <endpoint>} where there are templates and it matches none, or where it is no path.
   *
   * @param path a path or a URL; its scheme, host, query and fragment are dropped
   * @param templates the publisher's, {@code /users/{user}/repos}; {@code <id>}, {@code {name}},
   *     {@code :name} and {@code *} stand for one segment each. The one with the most words wins.
   *     Empty: none are declared
   */
  public static SafeText scrub(String path, List<String> templates) {
    List<String> segments = path.length() > LONGEST ? List.of() : segments(pathOf(path));
    if (segments.isEmpty() || segments.size() > MOST_SEGMENTS) {
      return UNKNOWN;
    }
    return templates.isEmpty() ? withoutIds(segments) : closest(segments, templates);
  }

  /** What lies between the host and the query. */
  private static String pathOf(String url) {
    int end = url.length();
    for (int i = 0; i < end; i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        end = i;
      }
    }
    String address = url.substring(0, end);
    int scheme = address.startsWith("/") ? -1 : address.indexOf("://");
    if (scheme < 0) {
      return address;
    }
    int slash = address.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : address.substring(slash);
  }

  /** The segments after the first slash; none where the text does not begin with one. */
  private static List<String> segments(String path) {
    if (!path.startsWith("/")) {
      return List.of();
    }
    // A URL in a path is one segment: its host is somebody's.
    int inner = path.indexOf("://");
    String plain = inner < 0 ? path : path.substring(0, path.lastIndexOf('/', inner) + 1) + ID;
    return List.of(plain.substring(1).split("/", -1));
  }

  private static SafeText withoutIds(List<String> segments) {
    StringBuilder endpoint = new StringBuilder();
    for (String segment : segments) {
      endpoint.append('/').append(isWord(segment) ? segment : ID);
    }
    return new SafeText(endpoint.toString());
  }

  /**
   * Whether the segment reads like a part of an interface and not like what identifies something:
   * {@code v2}, {@code list_items}, {@code data.json}, {@code batch:run}; or is empty.
   */
  private static boolean isWord(String segment) {
    int digits = 0;
    for (int i = 0; i < segment.length(); i++) {
      digits += Ascii.isDigit(segment.charAt(i)) ? 1 : 0;
    }
    boolean letterFirst = segment.isEmpty() || Ascii.isLetter(segment.charAt(0));
    return letterFirst && digits <= MOST_DIGITS && isPlausible(segment);
  }

  private static boolean isPlausible(String segment) {
    if (segment.isEmpty()) {
      return true;
    }
    String name = segment.replace(':', '-');
    return ProgramName.fits(name, 0, name.length()) || isVersion(segment);
  }

  /** {@code v1}, {@code v2beta1}, {@code v1.1}. */
  private static boolean isVersion(String segment) {
    String rest = segment.substring(1).replace("alpha", "").replace("beta", "").replace(".", "");
    boolean numbered = segment.charAt(0) == 'v' && !rest.isEmpty() && rest.length() <= MOST_DIGITS;
    for (int i = 0; i < rest.length(); i++) {
      numbered &= Ascii.isDigit(rest.charAt(i));
    }
    return numbered;
  }

  private static SafeText closest(List<String> segments, List<String> templates) {
    SafeText closest = UNKNOWN;
    int most = -1;
    for (String template : templates) {
      List<String> parts = segments(pathOf(template));
      int words = matchingWords(segments, parts);
      if (words > most) {
        most = words;
        closest = generalized(parts);
      }
    }
    return closest;
  }

  /** How many segments are the words of the template; -1 where the path does not match it. */
  private static int matchingWords(List<String> segments, List<String> parts) {
    if (segments.size() != parts.size()) {
      return -1;
    }
    int words = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (isParameter(parts.get(i))) {
        continue;
      }
      if (!parts.get(i).equals(segments.get(i))) {
        return -1;
      }
      words++;
    }
    return words;
  }

  private static SafeText generalized(List<String> parts) {
    StringBuilder endpoint = new StringBuilder();
    for (String part : parts) {
      endpoint.append('/').append(isParameter(part) ? ID : part);
    }
    return new SafeText(endpoint.toString());
  }

  private static boolean isParameter(String part) {
    return part.equals("*")
        || (part.length() > 1 && part.startsWith(":"))
        || (part.startsWith("{") && part.endsWith("}"))
        || (part.startsWith("<") && part.endsWith(">"));
  }
}
