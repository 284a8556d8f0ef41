package dev.telem.cli;

import dev.telem.config.BadConfiguration;
import dev.telem.config.ProjectFile;
import dev.telem.identity.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem init}: gives the project a random workspace id. */
final class InitCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "init",
            "Give the project in this directory a random id. It is written to .telem.json, with the"
                + " project's name if you give one; of the name only a salted hash is recorded. A"
                + " project that has an id keeps it.",
            "telem init",
            "telem init --name my-project");
    spec.addOption(Specs.value("NAME", "The project's name. Default: none.", "--name"));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    Path directory = surface.workingDirectory();
    if (directory == null) {
      throw Refusal.failure("the working directory is gone; change to the project's and try again");
    }
    String name = parsed.matchedOptionValue("--name", null);
    if (name != null && name.isBlank()) {
      throw Refusal.usage("--name needs a name that is not empty; leave it out to give none");
    }
    try {
      ProjectFile.initialize(directory, new Ids().random(), Optional.ofNullable(name));
    } catch (BadConfiguration unreadable) {
      throw Refusal.failure(
          unreadable.getMessage() + "; correct or delete the file, then try again");
    } catch (IOException refused) {
      throw Refusal.failure(
          ".telem.json cannot be written here ("
              + FileTrouble.describe(refused)
              + "); change to the project's directory and try again",
          refused);
    }
    surface
        .err()
        .println("telem: wrote .telem.json; commit it, so that all who work here share the id");
    return ExitCode.OK;
  }
}
