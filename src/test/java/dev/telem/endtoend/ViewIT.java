package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code telem view}: the report as a page on this machine. */
@ExtendWith(Worlds.class)
final class ViewIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void eventsAppearAsTheyAreRecorded(Program program) throws Exception {
    program.wrap("true");
    String url = view(program);
    assertThat(get(url)).contains("<div id=\"live\"></div>").doesNotContain("<style");
    awaitLive(url, "1 command, 1 run, ");

    program.wrap("sh", "-c", "exit 3");

    awaitLive(url, "2 commands, 2 runs, ");
    assertThat(get(url + "live")).contains("Telemetry is local here", program.log().toString());
  }

  @Test
  void whatIsForgottenIsGone(Program program) throws Exception {
    program.wrap("sh", "-c", "exit 3");
    program.wrap("sh", "-c", "exit 3");
    String url = view(program);
    awaitLive(url, "1 command, 2 runs, ");

    assertThat(program.telem("forget").code()).isZero();
    awaitLive(url, "No run is recorded");

    program.wrap("true");
    awaitLive(url, "1 command, 1 run, ");
  }

  @Test
  void whatWaitsAndWhatWasDeliveredIsThere(Program program, Receiver receiver) throws Exception {
    program.with("TELEMETRY_ENDPOINT", receiver.url()).with("TELEMETRY_FLUSH", "never");
    program.wrap("true");
    String url = view(program);
    awaitLive(url, "<p>2 events.</p>");

    assertThat(program.telem("flush").code()).isZero();

    assertThat(get(url + "live"))
        .contains("<p>0 events.</p>", receiver.url(), "<td>accepted</td><td>2</td>", "HTTP 200");
  }

  @Test
  void aPreviewRunsRecordsAndMakesNothing(Program program, Receiver receiver) throws Exception {
    program.with("TELEMETRY_ENDPOINT", receiver.url());
    String url = view(program);
    List<String> before = program.everything();

    String preview = preview(url, "\"touch ./made --token 'a b'\"");

    assertThat(preview)
        .contains("<redacted>", "<path>", "CommandStarted", "POST " + receiver.url());
    assertThat(preview(url, "\"a 'b\"")).isEqualTo("A quote is not closed.\n");
    assertThat(preview(url, "[1]")).isEqualTo("This is no command line.\n");
    assertThat(preview(url, "{")).isEqualTo("This is no command line.\n");
    assertThat(preview(url, "\" \"")).isEqualTo("Type a command line.\n");
    assertThat(program.directory()).isEmptyDirectory();
    assertThat(program.everything()).isEqualTo(before);
    assertThat(receiver.requests()).isEmpty();
  }

  @Test
  void whenTelemetryIsOffItStillShowsWhatIsThereAndMakesNothing(Program program) throws Exception {
    program.wrap("true");
    program.with("DO_NOT_TRACK", "1");
    List<String> before = program.everything();

    String url = view(program);

    awaitLive(url, "1 command, 1 run, ");
    assertThat(get(url + "live")).contains("Telemetry is off here", "DO_NOT_TRACK");
    assertThat(program.everything()).isEqualTo(before);
  }

  @Test
  void thereIsANewWordEachTimeAndNothingWithoutIt(Program program) throws Exception {
    String one = view(program);
    String other = view(program);

    assertThat(word(one)).isNotEqualTo(word(other)).hasSize(36);
    String stolen = "http://127.0.0.1:" + URI.create(one).getPort() + "/" + word(other) + "/";
    assertThat(get(stolen)).isEqualTo("Not found.\n");
  }

  @Test
  void aPortCanBeNamedAndOneThatIsTakenIsSaid(Program program) throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      Program.Result refused = program.telem("view", "--port", Integer.toString(port));
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("port " + port, "name another one");
    }
    assertThat(view(program, "--port", Integer.toString(port))).contains(":" + port + "/");
    assertThat(program.telem("view", "--port", "65536").code()).isEqualTo(64);
    assertThat(program.telem("view", "--port", "-1").code()).isEqualTo(64);
  }

  @Test
  void theBrowserIsStartedWithAWordThatOpensThePageOnce(Program program) throws Exception {
    Path desktop = program.home().resolve("bin/xdg-open");
    Path opened = program.home().resolve("opened");
    program.write(
        desktop, "#!/bin/sh\necho \"$1\" > " + opened + ".new\nmv " + opened + ".new " + opened);
    assertThat(desktop.toFile().setExecutable(true)).isTrue();
    program.with("PATH", desktop.getParent() + ":/usr/bin:/bin");

    String url = view(program, "--open");

    await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(opened));
    String once = Files.readString(opened).strip();
    assertThat(once).doesNotContain(word(url));
    HttpRequest request = HttpRequest.newBuilder(URI.create(once)).build();
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).headers().firstValue("Location"))
        .contains("/" + word(url) + "/");
    assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
  }

  @Test
  void ctrlCEndsIt(Program program) throws Exception {
    Process view = program.start(Program.TELEM.toString(), "view");
    String url = firstLine(view);
    assertThat(get(url)).contains("What telem knows");

    new ProcessBuilder("kill", "-INT", Long.toString(view.pid())).start().waitFor();

    assertThat(view.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theBrowserShowsItWithoutComplaint(Program program) throws Exception {
    program.wrap("sh", "-c", "exit 3");
    String url = view(program);
    awaitLive(url, "1 command, 1 run, ");

    Program.Result shown = new Browser(program, 0).elements(url, 3_000);

    assertThat(shown.out())
        .contains("Live: new events appear", "1 command, 1 run, ", "<svg role=\"img\"");
    assertThat(shown.err()).doesNotContain("CONSOLE");
  }

  private static String view(Program program, String... options) throws IOException {
    String[] words = new String[options.length + 2];
    words[0] = Program.TELEM.toString();
    words[1] = "view";
    System.arraycopy(options, 0, words, 2, options.length);
    return firstLine(program.start(words));
  }

  private static String firstLine(Process view) throws IOException {
    BufferedReader out = view.inputReader();
    String line = out.readLine();
    assertThat(line).startsWith("http://127.0.0.1:");
    return line;
  }

  private static String word(String url) {
    return url.split("/", -1)[3];
  }

  private static void awaitLive(String url, String text) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get(url + "live").contains(text));
  }

  private static String get(String url) throws IOException, InterruptedException {
    return CLIENT
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  private static String preview(String url, String json) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "preview"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString()).body();
  }
}
