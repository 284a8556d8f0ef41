import java.io.IOException;
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
    compileShim(image.resolve("lib/telem/shim"));
    new Training(trainer, work, image.resolve("lib/telem")).run();
    Path listing = work.resolve("listing");
    delete(listing);
    Files.createDirectories(listing.resolve("bin"));
    compile(listing.resolve("bin/telem"), "-DTELEM_LISTING");
    Files.createSymbolicLink(listing.resolve("lib"), image.toAbsolutePath().resolve("lib"));
    Files.writeString(image.resolve("lib/telem/build"), revision() + "\n");
    printHelp(launcher);
    writeShare();
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
            List.of(
                "cc",
                "-std=gnu11",
                "-O2",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-Wmissing-prototypes",
                "-fvisibility=hidden",
                "-rdynamic"));
    cc.addAll(List.of(definitions));
    cc.addAll(List.of("-I" + include, "-I" + include.resolve(system), "-o", output.toString()));
    try (Stream<Path> parts = Files.list(sources.resolve("c"))) {
      parts.map(Path::toString).filter(part -> part.endsWith(".c")).sorted().forEach(cc::add);
    }
    cc.addAll(List.of("-ldl", "-lpthread"));
    cc(cc);
  }

  /** What {@code telem shim add} copies. */
  private void compileShim(Path output) throws Exception {
    cc(
        List.of(
            "cc",
            "-std=gnu11",
            "-O2",
            "-s",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-o",
            output.toString(),
            sources.resolve("c/shim/shim.c").toString()));
  }

  private void cc(List<String> cc) throws Exception {
    try {
      run(cc, Map.of());
    } catch (IOException missing) {
      throw new IllegalStateException(
          "telem: its launcher needs a C compiler: install one (Debian: apt-get install gcc"
              + " libc6-dev; macOS: xcode-select --install)");
    }
  }

  /** Keeps what {@code telem --help} prints, for the launcher to print it without Java. */
  private void printHelp(Path launcher) throws Exception {
    Path help = work.resolve("help");
    int code =
        new ProcessBuilder(launcher.toString(), "--help")
            .redirectOutput(help.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException("telem --help ended with " + code);
    }
    Files.move(help, image.resolve("lib/telem/help"));
  }

  /** Manual pages and completion, from the description of the commands. */
  private void writeShare() throws Exception {
    String date = git("log", "-1", "--format=%cs");
    run(
        List.of(
            JAVA_HOME.resolve("bin/java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes + ":" + work.resolve("libraries") + "/*",
            "dev.telem.cli.Share",
            image.resolve("share").toString(),
            date.isEmpty() ? java.time.LocalDate.now().toString() : date),
        Map.of());
  }

  /**
   * The commit that this is built from, marked if there are changes to it; a plain word where git
   * cannot tell.
   */
  private String revision() throws Exception {
    String revision = git("describe", "--always", "--dirty", "--abbrev=10");
    return revision.isEmpty() ? "local" : revision;
  }

  /** What git says about the sources; nothing where it cannot tell. */
  private String git(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git =
        new ProcessBuilder(command)
            .directory(sources.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer =
        new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? answer.strip() : "";
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

  static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
