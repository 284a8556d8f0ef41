package dev.telem.run;

import java.io.File;
import java.io.IOException;
import java.util.Locale;

/** The browser of the person's desktop. */
public final class DesktopBrowser {
  private DesktopBrowser() {}

  /**
   * Opens a page in it, and does not wait.
   *
   * @param system the operating system's name
   * @return false where there is no desktop
   */
  public static boolean open(String url, String system) {
    boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
    try {
      new ProcessBuilder(mac ? "open" : "xdg-open", url)
          .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException notThere) {
      return false;
    }
  }
}
