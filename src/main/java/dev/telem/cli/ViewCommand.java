package dev.telem.cli;

import dev.telem.identity.Ids;
import dev.telem.log.Pause;
import dev.telem.run.DesktopBrowser;
import dev.telem.view.ViewServer;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem view}: the report as a page on this machine, live, until Ctrl-C. */
final class ViewCommand implements Command {
  private static final int HIGHEST_PORT = 65_535;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "view",
            "Show the report in your browser, live as events come. With what waits to be sent, what"
                + " was delivered, and a preview of any command line. Only this machine can see"
                + " it, and only with the URL that is printed. Ctrl-C ends it.",
            "telem view",
            "telem view --open",
            "telem view --port 8080");
    spec.addOption(Specs.number("N", "The port of the page. Default: any that is free.", "--port"));
    spec.addOption(Specs.flag("Open the page in the browser at once.", "--open"));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    int port = parsed.matchedOptionValue("--port", 0);
    if (port < 0 || port > HIGHEST_PORT) {
      throw Refusal.usage(
          "--port takes a number from 0 (any that is free) to "
              + HIGHEST_PORT
              + ", but got '"
              + port
              + "'");
    }
    Ids ids = new Ids();
    LiveScreens screens = new LiveScreens(surface);
    try (ViewServer view = start(port, ids, screens)) {
      surface.out().println(view.url());
      surface.out().flush();
      surface.err().println("telem: Ctrl-C ends it");
      if (parsed.hasMatchedOption("--open") && !opened(view, ids, surface)) {
        surface.err().println("telem: no browser could be started; open the URL yourself");
      }
      RecordedLines.log(Here.on(surface))
          .followAll(screens::add, screens::startAnew, Pause.of(Pause.BETWEEN_LOOKS));
    }
    return ExitCode.OK;
  }

  private static ViewServer start(int port, Ids ids, LiveScreens screens)
      throws IOException, Refusal {
    try {
      return ViewServer.start(port, ids.random().toString(), screens);
    } catch (IOException taken) {
      throw Refusal.failure(
          "port "
              + port
              + " cannot be listened on ("
              + taken.getMessage()
              + "); name another one, or leave --port out for any that is free",
          taken);
    }
  }

  private static boolean opened(ViewServer view, Ids ids, Surface surface) {
    return DesktopBrowser.open(
        view.urlForOnce(ids.random().toString()), surface.system().getProperty("os.name", ""));
  }
}
