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
            "Write .telem.json into this directory: a random workspace id for the project, and its"
                + " name if you give one. The name leaves this machine only as a salted digest. A"
                + " project that has an id keeps it.",
            "telem init",
            "telem init --name my-project");
    spec.addOption(Specs.value("NAME", "The project's name.", "--name"));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    Path directory = surface.workingDirectory();
    if (directory == null) {
      throw Refusal.failure("the working directory is gone; change to the project's and try again");
    }
    try {
      ProjectFile.initialize(
          directory,
          new Ids().random(),
          Optional.ofNullable(parsed.matchedOptionValue("--name", (String) null)));
    } catch (BadConfiguration unreadable) {
      throw Refusal.failure(unreadable.getMessage() + "; mend or delete the file, then try again");
    }
    surface
        .err()
        .println("telem: wrote .telem.json; commit it, so that all who work here share the id");
    return ExitCode.OK;
  }
}
