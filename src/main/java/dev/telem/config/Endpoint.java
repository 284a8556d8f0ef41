package dev.telem.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A URL that a person wrote, taken apart by hand, since java.net.URI costs too much at every start.
 * It accepts less than URI does: everything that passes here is a URL there.
 *
 * @param type the form that the scheme names, {@code posthog+https:}; null where it names none
 * @param encrypted whether it is https
 * @param userInfo what stood before the {@code @}, decoded; "" where there was nothing
 * @param host in lower case
 * @param url the URL without type and user-info
 */
record Endpoint(
    Destination.@Nullable Type type, boolean encrypted, String userInfo, String host, String url) {

  static Endpoint parse(String written) throws Unusable {
    String text = written.trim();
    checkCharacters(text);
    int colon = text.indexOf("://");
    if (colon < 0) {
      throw new Unusable("expected a URL such as https://host/path");
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    int plus = scheme.indexOf('+');
    Destination.Type type = plus < 0 ? null : Destination.Type.named(scheme.substring(0, plus));
    String transport = scheme.substring(plus + 1);
    boolean encrypted = transport.equals("https");
    if ((!encrypted && !transport.equals("http")) || (plus >= 0 && type == null)) {
      throw new Unusable("expected https:, http:, posthog+https:, otlp+https: or snapshot+https:");
    }

    int authority = colon + 3;
    int end = endOfAuthority(text, authority);
    int userEnd = text.lastIndexOf('@', end - 1);
    int hostStart = userEnd < authority ? authority : userEnd + 1;
    int hostEnd = endOfHost(text, hostStart, end);
    String host = text.substring(hostStart, hostEnd).toLowerCase(Locale.ROOT);
    if (!isHost(host)) {
      throw new Unusable("expected a host after ://");
    }
    String port = text.substring(hostEnd, end);
    if (!port.isEmpty() && !isPort(port)) {
      throw new Unusable("expected a port from 1 to 65535 after the host");
    }
    String userInfo = userEnd < authority ? "" : decoded(text.substring(authority, userEnd));
    String url = transport + "://" + host + port + text.substring(end);
    return new Endpoint(type, encrypted, userInfo, host, url);
  }

  /** Whether the host is this machine: localhost, 127.0.0.0/8 or ::1. */
  boolean isLoopback() {
    return host.equals("localhost")
        || host.equals("[::1]")
        || (host.startsWith("127.") && isDottedQuad(host));
  }

  private static void checkCharacters(String text) throws Unusable {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (Shape.isAlphanumeric(c)) {
        continue;
      }
      if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
        throw new Unusable("expected a URL without blanks, quotes and unusual characters");
      }
      if (c == '#') {
        throw new Unusable("expected a URL without a fragment (#)");
      }
      if (c == '%' && (i + 2 >= text.length() || hexPair(text, i + 1) < 0)) {
        throw new Unusable("expected two hexadecimal digits after every %");
      }
    }
  }

  private static int endOfAuthority(String text, int from) throws Unusable {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '?') {
        checkPath(text, i);
        return i;
      }
    }
    return text.length();
  }

  private static void checkPath(String text, int from) throws Unusable {
    if (text.indexOf('[', from) >= 0 || text.indexOf(']', from) >= 0) {
      throw new Unusable("expected %5B and %5D in place of [ and ] after the host");
    }
  }

  private static int endOfHost(String text, int start, int end) {
    int from = start < end && text.charAt(start) == '[' ? text.indexOf(']', start) : start;
    int colon = from < 0 ? -1 : text.indexOf(':', from);
    return colon < 0 || colon > end ? end : colon;
  }

  private static boolean isHost(String host) {
    boolean bracketed = host.startsWith("[");
    if (bracketed && (host.length() < 4 || host.indexOf(']') != host.length() - 1)) {
      return false;
    }
    int last = bracketed ? host.length() - 1 : host.length();
    for (int i = bracketed ? 1 : 0; i < last; i++) {
      char c = host.charAt(i);
      boolean good =
          bracketed
              ? c == ':' || c == '.' || Character.digit(c, 16) >= 0
              : Shape.isAlphanumeric(c) || c == '.' || c == '-' || c == '_';
      if (!good) {
        return false;
      }
    }
    return !host.isEmpty() && !host.startsWith(".") && !host.startsWith("-");
  }

  private static boolean isPort(String port) {
    int number = 0;
    for (int i = 1; i < port.length(); i++) {
      int digit = port.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 5) {
        return false;
      }
      number = number * 10 + digit;
    }
    return number >= 1 && number <= 65535;
  }

  private static boolean isDottedQuad(String host) {
    int parts = 1;
    int part = -1;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.' && part >= 0) {
        parts++;
        part = -1;
      } else if (c >= '0' && c <= '9') {
        part = part < 0 ? c - '0' : part * 10 + c - '0';
      } else {
        return false;
      }
      if (part > 255) {
        return false;
      }
    }
    return parts == 4 && part >= 0;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes[length++] = (byte) hexPair(text, i + 1);
        i += 2;
      } else {
        bytes[length++] = (byte) text.charAt(i);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static int hexPair(String text, int at) {
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
