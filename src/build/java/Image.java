import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Builds the program as people get it, {@code target/telem}: a run-time image with telem in it, the
 * native launcher, and an AOT cache for each family of commands (spec startup.md). Run by {@code
 * mvn package} on the JDK that the image is made of: {@code java Image.java PROJECT}.
 */
public final class Image {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

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

  private final Path sources;
  private final Path classes;
  private final Path work;
  private final Path modules;
  private final Path image;

  private Image(Path project) {
    Path target = project.resolve("target");
    this.sources = project.resolve("src/main");
    this.classes = target.resolve("classes");
    this.work = target.resolve("image");
    this.modules = work.resolve("modules");
    this.image = target.resolve("telem");
  }

  public static void main(String[] arguments) throws Exception {
    new Image(Path.of(arguments[0])).build();
  }

  private void build() throws Exception {
    delete(modules);
    Files.createDirectories(modules);
    try (Stream<Path> libraries = Files.list(work.resolve("libraries"))) {
      for (Path library : libraries.toList()) {
        if (library.getFileName().toString().startsWith("picocli-")) {
          recompilePicocli(library);
        } else {
          Files.copy(library, modules.resolve(library.getFileName()));
        }
      }
    }
    makeModule();
    delete(image);
    tool(
        "jlink",
        "--module-path",
        modules.toString(),
        "--add-modules",
        "dev.telem",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        image.toString());
    Path launcher = image.resolve("bin/telem");
    Path trainer = image.resolve("bin/telem-training");
    compile(launcher);
    compile(trainer, "-DTELEM_TRAINING");
    Files.createDirectories(image.resolve("lib/telem"));
    train(trainer);
    Files.writeString(image.resolve("lib/telem/build"), revision() + "\n");
    try (Stream<Path> programs = Files.list(image.resolve("bin"))) {
      for (Path program : programs.toList()) {
        if (!program.equals(launcher)) {
          Files.delete(program);
        }
      }
    }
  }

  /**
   * Compiles picocli's unchanged sources for this Java; its module descriptor is the published one.
   */
  private void recompilePicocli(Path published) throws Exception {
    Path compiled = work.resolve("picocli-classes");
    delete(compiled);
    Files.createDirectories(compiled);
    List<String> javac =
        new ArrayList<>(
            List.of("-nowarn", "-Xlint:none", "-XDstringConcat=inline", "-d", compiled.toString()));
    try (Stream<Path> sources = Files.walk(work.resolve("picocli-sources/picocli"))) {
      sources
          .map(Path::toString)
          .filter(path -> path.endsWith(".java") && !path.contains("groovy"))
          .forEach(javac::add);
    }
    tool("javac", javac.toArray(String[]::new));
    try (var jar = java.nio.file.FileSystems.newFileSystem(published)) {
      Files.copy(
          jar.getPath("META-INF/versions/9/module-info.class"),
          compiled.resolve("module-info.class"));
    }
    tool(
        "jar",
        "--create",
        "--file",
        modules.resolve("picocli.jar").toString(),
        "-C",
        compiled.toString(),
        ".");
  }

  /**
   * Adds the module descriptor, which Maven's own plugins cannot read when Maven runs on Java 17.
   */
  private void makeModule() {
    Path descriptor = work.resolve("descriptor");
    Path jar = modules.resolve("telem.jar");
    tool(
        "javac",
        "-d",
        descriptor.toString(),
        "--module-path",
        modules.toString(),
        "--patch-module",
        "dev.telem=" + classes,
        sources.resolve("module/module-info.java").toString());
    tool(
        "jar",
        "--create",
        "--file",
        jar.toString(),
        "-C",
        classes.toString(),
        ".",
        "-C",
        descriptor.toString(),
        ".");
  }

  private void compile(Path output, String... definitions) throws Exception {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    Path include = JAVA_HOME.resolve("include");
    List<String> cc =
        new ArrayList<>(
            List.of("cc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-rdynamic"));
    cc.addAll(List.of(definitions));
    cc.addAll(
        List.of(
            "-I" + include,
            "-I" + include.resolve(system),
            "-o",
            output.toString(),
            sources.resolve("c/telem.c").toString(),
            "-ldl",
            "-lpthread"));
    try {
      run(cc, Map.of());
    } catch (IOException missing) {
      throw new IllegalStateException(
          "telem: its launcher needs a C compiler: install one (Debian: apt-get install gcc"
              + " libc6-dev; macOS: xcode-select --install)");
    }
  }

  /**
   * Lets each family of commands do once what it does every day, so that its cache holds these
   * classes and no others: a cache that knows more makes a start slower. All of it happens in a
   * home of its own, against a receiver on this machine.
   */
  private void train(Path trainer) throws Exception {
    Path home = work.resolve("training");
    delete(home);
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
      List<String> options =
          List.of(
              "run",
              "--app",
              "mytool",
              "--profile",
              "./mytool.json",
              "--level",
              "on",
              "--endpoint",
              endpoint,
              "--");
      List<String> command = List.of("sh", "-c", "sleep 0.2", "--name=value", "./path", "word");
      for (int round = 0; round < 2; round++) {
        // The first round makes the identifiers; the second is what every later run does.
        cache(trainer, home, "run", concatenated(List.of("run", "--"), command));
        cache(trainer, home, "run-options", concatenated(options, command));
      }
      cache(
          trainer,
          home,
          "other",
          List.of(
              "--help",
              ",",
              "--version",
              ",",
              "status",
              ",",
              "status",
              "--json",
              ",",
              "log",
              "tail",
              ",",
              "log",
              "tail",
              "--json",
              ",",
              "queue",
              "list",
              ",",
              "level"));
      cache(trainer, home, "sender", List.of("flush", "--sender", "--budget", "5000"));
    } finally {
      receiver.stop(0);
    }
  }

  private void cache(Path trainer, Path home, String family, List<String> words) throws Exception {
    Path log = work.resolve("training-" + family + ".log");
    ProcessBuilder builder = new ProcessBuilder(concatenated(List.of(trainer.toString()), words));
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().put("TELEMETRY_HOME", home.toAbsolutePath().toString());
    builder.environment().put("HOME", home.toAbsolutePath().toString());
    builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    int code = builder.start().waitFor();
    if (!Files.exists(image.resolve("lib/telem/" + family + ".aot"))) {
      throw new IllegalStateException(
          "no AOT cache for " + family + " (" + code + "): " + Files.readString(log));
    }
  }

  private static List<String> concatenated(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /**
   * The commit that this is built from, marked if there are changes to it; a plain word where git
   * cannot tell.
   */
  private String revision() throws Exception {
    Process git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=10")
            .directory(sources.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String revision =
        new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .strip();
    return git.waitFor() == 0 && !revision.isEmpty() ? revision : "local";
  }

  private void run(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
    }
  }

  private static void tool(String name, String... arguments) {
    int code = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments);
    if (code != 0) {
      throw new IllegalStateException(name + " ended with " + code);
    }
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
