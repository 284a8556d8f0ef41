import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the AOT caches by letting the program do what it does every day.
 *
 * <p>What helped, measured on two cores with Temurin 25.0.3 as the processor time of {@code run --
 * true} (36 ms for an empty Java program on its default flags):
 *
 * <ul>
 *   <li>A cache of its own for each family, and in it only what that family needs: all that is in a
 *       cache is loaded at the start, needed or not (27 MB for everything: 1.6 times the time).
 *   <li>Recording and assembling in two steps instead of {@code AOTCacheOutput}: with that the
 *       recording machine starts the other one itself, through {@code ProcessBuilder}, and the
 *       cache learns processes, loggers and what they bring along: 1200 classes instead of 1077; 35
 *       ms to 32 ms.
 *   <li>Training every level and a tool's own variable: all classes come from the cache.
 *   <li>A tool that says something on its channel: 34 classes more, no start slower than before;
 *       the end waits 1 ms for a line instead of 5, for an error with its stack 3 ms instead of 13.
 *   <li>No switch over types, and no {@code equals} that the compiler made for a record, on the way
 *       of {@code status}: no cache holds what they spin (104 ms to 91 ms).
 *   <li>Compiling later for screens ({@code Tier3InvocationThreshold=2000}): 8 % of {@code status}.
 *   <li>{@code --help} as a file that the launcher prints: 82 ms to 1 ms.
 * </ul>
 *
 * <p>What did not: taking a library's lambda off the way of a run, since what spins it is in the
 * cache anyway (see below); the same for {@code log tail} as for {@code status}; a class list by
 * hand with {@code -Xshare:dump} (2 ms slower, since it resolves less); an archive without linked
 * classes (5 ms slower); a main class in the module's descriptor; {@code -XX:CICompilerCount}, a
 * larger young generation, replayed training. What cannot be had: of the 1077 classes, 270 are
 * there only because Java checks its modules with streams and lambdas when it records, which the
 * cache keeps.
 */
final class Training {
  /** What a profile may hold, for the training. */
  private static final String PROFILE =
      """
      {
        "app": "mytool", "version": {"command": ["true", "--version"]}, "channel": "stable",
        "environmentPrefix": "MYTOOL_", "projectSalt": "salt", "projectName": "shop",
        "options": {"--name": {"arity": 1, "choices": ["value"]}, "-c": 1},
        "commands": {"word": {"aliases": ["w"], "options": {"-m": 1}, "commands": ["up"]}}
      }
      """;

  /** A tool that says something of itself on its channel. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      cat >> "$TELEMETRY_EVENTS" <<'END'
      {"count":"jobs","value":3}
      {"count":"jobs","value":4}
      {"apiRequest":{"method":"GET","endpoint":"/users/17","statusCode":200,"durationMs":3}}
      {"error":{"stack":"TypeError: x\\n    at f (/app/a.js:1:2)\\n    at new G (/app/a.js:1:2)\\n"}}
      END
      sleep 0.2
      """;

  private final Path trainer;
  private final Path work;
  private final Path caches;
  private final Path home;

  Training(Path trainer, Path work, Path caches) {
    this.trainer = trainer;
    this.work = work;
    this.caches = caches;
    this.home = work.resolve("training");
  }

  /**
   * Lets each family of commands do once what it does every day, so that its cache holds these
   * classes and no others: a cache that knows more makes a start slower. All of it happens in a
   * home of its own, against a receiver on this machine.
   */
  void run() throws Exception {
    Image.delete(home);
    Files.createDirectories(home);
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      String endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/events";
      Files.writeString(
          home.resolve("config.json"),
          "{\n  // trained with\n  \"endpoint\": \"" + endpoint + "\"\n}\n");
      Files.writeString(home.resolve("mytool.json"), PROFILE);
      // Every level, and in the way of a tool's own variable.
      for (String tool : List.of("local", "off", "on")) {
        Path script = Files.writeString(home.resolve(tool), SCRIPT);
        script.toFile().setExecutable(true);
      }
      String words = " --name=value ./path word";
      String options = "--app mytool --profile ./mytool.json --level on --endpoint " + endpoint;
      String[] runs = {"run -- ./on" + words, "run -- ./local" + words, "run -- ./off" + words};
      String[] optioned = {
        "run " + options + " -- ./on" + words,
        "run --level local -- ./local" + words,
        "run --level off -- ./off" + words
      };
      // These make the identifiers; what is learned afterwards is what every later run does.
      train("run", Map.of(), runs);
      train("run-options", Map.of(), optioned);
      cache("run", runs);
      cache("run-options", optioned);
      cache("status", "status", "status --app local", "status --app off --json");
      cache(
          "other",
          "--version",
          "log tail",
          "log tail --json",
          "queue list",
          "preview -- ./local --name=value ./path",
          "level");
      cache("sender", "flush --sender --budget 5000");
    } finally {
      receiver.stop(0);
    }
  }

  /**
   * Notes what command lines need that one machine works on, one after the other, and makes a cache
   * of it.
   */
  private void cache(String family, String... lines) throws Exception {
    Path recorded = caches.resolve(family + ".aotconf");
    Path cache = caches.resolve(family + ".aot");
    train(family, Map.of(), lines);
    // The launcher chooses the family by the first words.
    train(family, Map.of("TELEM_ASSEMBLE", "1", "TELEMETRY_DEBUG", "1"), lines[0]);
    if (!Files.exists(cache)) {
      throw new IllegalStateException(
          "no AOT cache for "
              + family
              + ": "
              + Files.readString(work.resolve("training-" + family + ".log")));
    }
    Files.delete(recorded);
  }

  private void train(String family, Map<String, String> variables, String... lines)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(trainer.toString()));
    command.addAll(List.of(String.join(" , ", lines).split(" ")));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().put("TELEMETRY_HOME", home.toAbsolutePath().toString());
    builder.environment().put("HOME", home.toAbsolutePath().toString());
    builder.environment().put("LOCAL_TELEMETRY", "local");
    builder.environment().put("OFF_TELEMETRY", "off");
    builder.environment().putAll(variables);
    Path log = work.resolve("training-" + family + ".log");
    builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.start().waitFor();
  }
}
