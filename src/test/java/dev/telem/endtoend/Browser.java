package dev.telem.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Headless Chromium in the world of a program. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Program program;
  private final String executable;
  private final List<String> options = new ArrayList<>();

  /**
   * Finds one; where there is none the test is skipped.
   *
   * @param proxy all requests go there, also those to this machine; 0 for none
   */
  Browser(Program program, int proxy) {
    this.program = program;
    String found = "";
    for (String folder : "/usr/local/bin:/usr/bin:/bin:/snap/bin".split(":", -1)) {
      for (String name : NAMES) {
        if (found.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
          found = folder + "/" + name;
        }
      }
    }
    assumeThat(found)
        .as("Chromium, to open the page: install it (Debian: apt-get install chromium)")
        .isNotEmpty();
    this.executable = found;
    options.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--enable-logging=stderr",
            "--user-data-dir=" + program.home().resolve("browser")));
    if (proxy > 0) {
      options.add("--proxy-server=http://127.0.0.1:" + proxy);
      options.add("--proxy-bypass-list=<-loopback>");
    }
  }

  /** The page's elements, after so many milliseconds of its own time, and what its console says. */
  Program.Result elements(String url, int millis) {
    return run(List.of("--virtual-time-budget=" + millis, "--dump-dom", url));
  }

  /** A picture of the page. */
  BufferedImage picture(String url, int width, boolean dark) throws IOException {
    Path file = program.home().resolve("picture.png");
    run(
        List.of(
            "--hide-scrollbars",
            "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
            "--window-size=" + width + ",2400",
            "--screenshot=" + file,
            url));
    File picture = file.toFile();
    BufferedImage image = ImageIO.read(picture);
    Files.delete(file);
    return image;
  }

  private Program.Result run(List<String> words) {
    List<String> command = new ArrayList<>(List.of(executable));
    command.addAll(options);
    command.addAll(words);
    return program.command(command);
  }
}
