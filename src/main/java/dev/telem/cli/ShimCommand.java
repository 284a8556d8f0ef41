package dev.telem.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.telem.report.Shown;
import dev.telem.shim.SearchPath;
import dev.telem.shim.Shim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem shim}: a tool's own name runs it through telem. */
final class ShimCommand implements Command {
  private static final String DEFAULT =
      " Default: ~/.local/share/telem/shims, or $TELEMETRY_HOME/shims where that is set.";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "shim",
            "Let a tool's own name run it through telem. A shim is a small program with the tool's"
                + " name, in a directory that comes first in your PATH. It finds the real tool anew"
                + " on every call, and runs it directly where telem is gone.",
            "telem shim add mytool --profile mytool",
            "telem shim list",
            "telem shim remove mytool");
    CommandSpec add =
        Specs.command(
            "add",
            "Make a shim for a tool, or make it anew. Its directory belongs first in the PATH, in"
                + " front of the tool's own; what is printed tells how. A file that is no shim is"
                + " never overwritten.",
            "telem shim add mytool",
            "telem shim add mytool --profile ./mytool.json --dir ~/bin");
    add.addOption(
        Specs.value(
            "FILE|NAME",
            "The tool's profile: a file, or the name of an installed one. Default: none.",
            "--profile"));
    add.addOption(directory("The directory of the shim."));
    add.addPositional(Specs.word("TOOL", "1", "The tool's name."));
    CommandSpec remove =
        Specs.command(
            "remove",
            "Remove the shim of a tool. A file of that name that is no shim stays.",
            "telem shim remove mytool");
    remove.addOption(directory("The directory of the shim."));
    remove.addPositional(Specs.word("SHIM", "1", "The tool's name."));
    CommandSpec list =
        Specs.command(
            "list",
            "List the shims, what each runs, and what is wrong. Those in the directory and those in"
                + " your PATH.",
            "telem shim list",
            "telem shim list --json | jq '.[] | select(.problems != [])'");
    list.addOption(directory("Look there, too."));
    list.addOption(Specs.flag("Print one JSON array.", "--json"));
    spec.addSubcommand("add", add);
    spec.addSubcommand("remove", remove);
    spec.addSubcommand("list", list);
    return spec;
  }

  private static OptionSpec directory(String sentence) {
    return Specs.value("DIR", sentence + DEFAULT, "--dir");
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    Path folder = folder(parsed, surface);
    switch (parsed.commandSpec().name()) {
      case "add" -> add(name(parsed), folder, parsed.matchedOptionValue("--profile", ""), surface);
      case "remove" -> remove(name(parsed), folder, surface);
      case "list" -> list(folder, parsed.hasMatchedOption("--json"), surface);
      default -> throw Mistake.halfSaid(parsed.commandSpec());
    }
    return ExitCode.OK;
  }

  private static void add(String name, Path folder, String profile, Surface surface)
      throws IOException, Refusal {
    if (folder.toString().indexOf(':') >= 0) {
      throw Refusal.usage(
          "a directory with a colon in its name cannot be in the PATH; name another than '"
              + folder
              + "'");
    }
    String kept =
        profile.indexOf('/') < 0 && !profile.endsWith(".json")
            ? profile
            : absolute(profile, surface).toString();
    Path home = Path.of(surface.system().getProperty("java.home", ""));
    Path program = home.resolve("bin/telem");
    Optional<Path> link = path(surface).link(program);
    // The link first: it leads to the next version too.
    String first = link.orElse(program).toString();
    String then = link.isPresent() ? program.toString() : "";
    Shim shim = new Shim(folder.resolve(name), name, first, then, kept);
    expectUsable(shim, surface);
    if (Files.exists(shim.file(), LinkOption.NOFOLLOW_LINKS) && !isShim(shim.file())) {
      throw Refusal.failure(
          shim.file() + " is there and no shim, so it stays; name another directory with --dir");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw Refusal.failure(folder + " is no directory; name one with --dir");
    }
    try {
      Files.createDirectories(folder);
      shim.make(home.resolve("lib/telem/shim"));
    } catch (IOException refused) {
      throw Refusal.failure(
          "the shim cannot be made ("
              + FileTrouble.describe(refused)
              + "); name a directory that you may write: --dir DIR",
          refused);
    }
    surface.out().println(Shown.of(shim.file().toString()));
    SearchPath path = path(surface);
    Optional<Path> tool = path.real(name);
    surface
        .err()
        .println(
            "telem: "
                + Shown.of(name)
                + tool.map(real -> " now runs " + Shown.of(real.toString()) + " through telem")
                    .orElse(" is not in the PATH yet; the shim runs it as soon as it is"));
    for (String problem : problems(shim, path, surface)) {
      surface.err().println("telem: " + problem);
    }
    surface.err().println("telem: a shell that is open finds it after `hash -r`");
  }

  private static void expectUsable(Shim shim, Surface surface) throws Refusal {
    if (!shim.profile().isEmpty()) {
      Here.on(surface, tool(shim)).expectUsableProfile();
    }
  }

  private static RunOptions tool(Shim shim) {
    return new RunOptions(
        shim.name(), null, null, shim.profile().isEmpty() ? null : shim.profile(), null);
  }

  private static void remove(String name, Path folder, Surface surface)
      throws IOException, Refusal {
    Path file = folder.resolve(name);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Refusal.failure(
          "there is no " + Shown.of(file.toString()) + "; `telem shim list` shows the shims");
    }
    if (!isShim(file)) {
      throw Refusal.failure(
          Shown.of(file.toString()) + " is no shim, so it stays; `telem shim list` shows them");
    }
    Files.delete(file);
    surface.out().println(Shown.of(file.toString()));
  }

  private static boolean isShim(Path file) throws IOException {
    Optional<Shim> shim = Shim.at(file);
    return shim.isPresent() && shim.get().isFile();
  }

  private static void list(Path folder, boolean json, Surface surface) throws IOException {
    SearchPath path = path(surface);
    ArrayNode all = new JsonMapper().createArrayNode();
    StringBuilder text = new StringBuilder();
    for (Shim shim : path.shims(folder)) {
      Optional<Path> tool = path.real(shim.name());
      List<String> problems = problems(shim, path, surface);
      ObjectNode entry = all.addObject().put("name", shim.name());
      entry.put("file", shim.file().toString());
      entry.put("tool", tool.map(Path::toString).orElse(null));
      entry.put("profile", shim.profile().isEmpty() ? null : shim.profile());
      entry.put("telem", shim.telem()).put("reached", isReached(shim, path));
      problems.forEach(entry.putArray("problems")::add);
      text.append(Shown.of(shim.name())).append("  ").append(Shown.of(shim.file().toString()));
      text.append("\n  runs     ").append(Shown.of(tool.map(Path::toString).orElse("nothing")));
      if (!shim.profile().isEmpty()) {
        text.append("\n  profile  ").append(Shown.of(shim.profile()));
      }
      for (String problem : problems) {
        text.append("\n  to mend  ").append(problem);
      }
      text.append('\n');
    }
    surface.out().print(json ? all.toPrettyString() + "\n" : text.toString());
    if (!json && text.isEmpty()) {
      surface.err().println("telem: there are no shims; make one with `telem shim add TOOL`");
    }
  }

  private static boolean isReached(Shim shim, SearchPath path) throws IOException {
    Optional<Path> first = path.first(shim.name());
    return first.isPresent() && Files.isSameFile(first.get(), shim.file());
  }

  /** What is wrong with a shim, and what to do. */
  private static List<String> problems(Shim shim, SearchPath path, Surface surface)
      throws IOException {
    List<String> problems = new ArrayList<>();
    Path folder = Path.of(String.valueOf(shim.file().getParent()));
    Optional<Path> first = path.first(shim.name());
    String word = ShellWord.of(folder.toString());
    boolean plain = word.equals(folder.toString());
    String put = "put it first: export PATH=" + (plain ? "\"" + word : word + "\"") + ":$PATH\"";
    if (!path.holds(folder)) {
      problems.add("its directory is not in the PATH; " + put);
    } else if (first.isPresent() && !Files.isSameFile(first.get(), shim.file())) {
      String other = Shim.at(first.get()).isPresent() ? "another shim" : "the tool itself";
      problems.add(other + " comes first, " + Shown.of(first.get().toString()) + "; " + put);
    }
    if (path.real(shim.name()).isEmpty()) {
      problems.add("the tool is not in the PATH; install it");
    }
    if (!isProgram(shim.telem()) && !isProgram(shim.other())) {
      problems.add(
          "there is no telem at "
              + Shown.of(shim.telem())
              + (shim.other().isEmpty() ? "" : " or " + Shown.of(shim.other()))
              + ", so the tool runs directly; make the shim anew with `telem shim add`");
    }
    try {
      expectUsable(shim, surface);
    } catch (Refusal unusable) {
      problems.add(String.valueOf(unusable.getMessage()));
    }
    return problems;
  }

  private static boolean isProgram(String path) {
    return !path.isEmpty() && Files.isExecutable(Path.of(path));
  }

  private static SearchPath path(Surface surface) {
    return new SearchPath(surface.environment().get("PATH"), surface.workingDirectory());
  }

  private static Path folder(ParseResult parsed, Surface surface) throws Refusal {
    String named = parsed.matchedOptionValue("--dir", "");
    return named.isEmpty() ? Here.directories(surface).shims() : absolute(named, surface);
  }

  private static Path absolute(String named, Surface surface) throws Refusal {
    Path path = Path.of(named);
    Path from = surface.workingDirectory();
    if (path.isAbsolute()) {
      return path;
    }
    if (from == null) {
      throw Refusal.failure("the working directory is gone; name an absolute path");
    }
    return from.resolve(path).normalize();
  }

  private static String name(ParseResult parsed) throws Refusal {
    String name = parsed.matchedPositionalValue(0, "");
    boolean odd = name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/");
    if (odd || name.indexOf('\uFFFD') >= 0 || name.equals("telem")) {
      throw Refusal.usage(
          "a shim needs the name of a tool as it is typed, such as mytool, but got '"
              + Shown.of(name)
              + "'");
    }
    return name;
  }
}
