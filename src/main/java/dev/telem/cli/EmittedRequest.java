package dev.telem.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A request to an API. */
final class EmittedRequest implements EmittedForm {
  static final String WORD = "api-request";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            WORD,
            "Report a request to an API. Parts of its path that identify something become <id>.",
            "telem emit api-request GET /users/17 200 12");
    spec.addPositional(Specs.wordAt(0, "METHOD", "1", "GET, POST and so on."));
    spec.addPositional(
        Specs.wordAt(1, "ENDPOINT", "1", "The path or URL; query and fragment are dropped."));
    spec.addPositional(
        Specs.wordAt(2, "STATUS", "1", "The HTTP status of the answer, such as 200."));
    spec.addPositional(Specs.wordAt(3, "MS", "1", "How long it took, in milliseconds."));
    return spec;
  }

  @Override
  public ObjectNode read(ParseResult parsed, Surface surface) throws Refusal {
    List<String> words = EmittedForm.words(parsed);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode request = line.putObject("apiRequest");
    request.put("method", EmittedForm.word(words, 0, ""));
    request.put("endpoint", EmittedForm.word(words, 1, ""));
    request.set("statusCode", WrittenNumber.read("STATUS", EmittedForm.word(words, 2, "")));
    request.set("durationMs", WrittenNumber.read("MS", EmittedForm.word(words, 3, "")));
    return line;
  }
}
