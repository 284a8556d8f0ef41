package dev.telem.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A counter. */
final class EmittedCount implements EmittedForm {
  static final String WORD = "count";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            WORD, "Add to a counter.", "telem emit count jobs 3", "telem emit count jobs");
    spec.addPositional(Specs.wordAt(0, "NAME", "1", "The name of the counter."));
    spec.addPositional(Specs.wordAt(1, "N", "0..1", "How many to add. Default: 1."));
    return spec;
  }

  @Override
  public ObjectNode read(ParseResult parsed, Surface surface) throws Refusal {
    List<String> words = EmittedForm.words(parsed);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("count", EmittedForm.word(words, 0, ""));
    line.set("value", WrittenNumber.read("N", EmittedForm.word(words, 1, "1")));
    return line;
  }
}
