package dev.telem.cli;

import dev.telem.config.Level;
import dev.telem.identity.Ids;
import dev.telem.identity.Machine;
import dev.telem.identity.ProjectIds;
import dev.telem.privacy.SafeText;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem id} and {@code telem id reset}. */
final class IdCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            "id",
            "Show the random id of this machine, or make a new one. It is in every event, and"
                + " pseudonymous: derived from nothing of you or of the machine.",
            "telem id",
            "telem id reset");
    spec.addSubcommand(
        "reset",
        Specs.command(
            "reset",
            "Make a new id and new keys. Events that wait to be sent keep the old one.",
            "telem id reset"));
    return spec;
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException, Refusal {
    Here here = Here.on(surface);
    Machine machine =
        new Machine(here.directories().machineId(), here.directories().keys(), new Ids());
    if (parsed.commandSpec().name().equals("reset")) {
      if (here.decision().level() == Level.OFF) {
        throw Refusal.failure(
            "telemetry is off ("
                + here.decision().reason().source()
                + "), so no new id is made; `telem status` shows why, `telem forget` removes the"
                + " old id");
      }
      ProjectIds.forgetKeyed(here.directories().projects());
      surface.out().println(machine.reset().value());
      return ExitCode.OK;
    }
    Optional<SafeText> id = machine.id();
    if (id.isPresent()) {
      surface.out().println(id.get().value());
    } else {
      surface.err().println("telem: there is no id yet; the first recorded run makes one");
    }
    return ExitCode.OK;
  }
}
