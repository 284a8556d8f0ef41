package dev.telem.privacy;

import java.util.List;

/**
 * The path of an API request as it may leave: {@code /users/<id>/repos}. Spec privacy.md, "Stack
 * traces, paths, endpoints".
 */
public final class Endpoint {
  private static final SafeText UNKNOWN = new SafeText("<endpoint>");
  private static final String ID = "<id>";

  /** What the schemes of interfaces begin with: https, http+unix, wss, grpcs. */
  private static final List<String> SCHEMES = List.of("http", "ws", "grpc");

  private static final int LONGEST = 8192;
  private static final int MOST_SEGMENTS = 24;
  private static final int MOST_DIGITS = 2;

  /** More make a title that became a part of an address. */
  private static final int MOST_WORDS = 5;

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

  /** What lies between the host and the query; "" where there is no path. */
  private static String pathOf(String url) {
    int end = url.length();
    for (int i = 0; i < end; i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        end = i;
      }
    }
    String address = url.substring(0, end);
    // Without its scheme it is a URL all the same: //host/path; and some read /// so too.
    boolean rooted = address.startsWith("/");
    int scheme = rooted ? -1 : address.indexOf("://");
    if (scheme < 0 && !address.startsWith("//")) {
      return address;
    }
    if (scheme > 0 && !isOfInterface(address)) {
      return "";
    }
    int host = rooted ? 0 : scheme + "://".length();
    while (host < end && address.charAt(host) == '/') {
      host++;
    }
    int slash = address.indexOf('/', host);
    return slash < 0 ? "/" : address.substring(slash);
  }

  /** The path of {@code file:///home/alice} is a person's, that of another scheme anybody's. */
  private static boolean isOfInterface(String address) {
    for (int i = 0; i < SCHEMES.size(); i++) {
      if (address.regionMatches(true, 0, SCHEMES.get(i), 0, SCHEMES.get(i).length())) {
        return true;
      }
    }
    return false;
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
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      // Two slashes in a path: a URL that lost its scheme, and its host is somebody's.
      boolean host = i > 0 && segments.get(i - 1).isEmpty() && !segment.isEmpty();
      endpoint.append('/').append(isWord(segment) && !host ? segment : ID);
    }
    return new SafeText(endpoint.toString());
  }

  /**
   * Whether the segment reads like a part of an interface and not like what identifies something:
   * {@code v2}, {@code list_items}, {@code data.json}, {@code batch:run}; or is empty.
   */
  private static boolean isWord(String segment) {
    if (segment.isEmpty() || isVersion(segment)) {
      return true;
    }
    int digits = 0;
    int words = 1;
    int dots = 0;
    boolean begins = false;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      // A number of its own is one of many: order-7, as it is one in order/7.
      if (Ascii.isDigit(c) && begins) {
        return false;
      }
      digits += Ascii.isDigit(c) ? 1 : 0;
      begins = !Ascii.isLetterOrDigit(c);
      words += begins && c != '.' ? 1 : 0;
      dots += c == '.' ? 1 : 0;
    }
    // The name of a host; but a service may be called acme.shop.v1.Cart.
    int last = segment.lastIndexOf('.') + 1;
    boolean service = last < segment.length() && Ascii.isUpper(segment.charAt(last));
    return Ascii.isLetter(segment.charAt(0))
        && digits <= MOST_DIGITS
        && words <= MOST_WORDS
        && (dots < 2 || service)
        && isPlausible(segment);
  }

  private static boolean isPlausible(String segment) {
    String name = segment.replace(':', '-');
    return ProgramName.fits(name, 0, name.length());
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
