package dev.telem.cli;

import dev.telem.event.EventSchema;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code telem schema}. */
final class SchemaCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Specs.command(
        "schema",
        "Print the JSON Schema of the events (draft 2020-12). It explains every field.",
        "telem schema > event-schema.json");
  }

  @Override
  public int run(ParseResult parsed, Surface surface) throws IOException {
    surface.out().print(EventSchema.text());
    return ExitCode.OK;
  }
}
