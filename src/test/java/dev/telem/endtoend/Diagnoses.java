package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.telem.endtoend.Program.Result;
import java.util.List;

/** What {@code telem doctor --json} tells. */
final class Diagnoses {
  private Diagnoses() {}

  /** It ends with 1, the check of that name is to be mended, and it says this about it. */
  static void assertToMend(Program program, String check, String hint) {
    JsonNode diagnosis = of(program, 1);
    assertThat(diagnosis.get("well").asBoolean()).isFalse();
    List<JsonNode> found =
        diagnosis
            .get("checks")
            .valueStream()
            .filter(one -> one.get("state").asText().equals("mend"))
            .toList();
    assertThat(found)
        .as(diagnosis.toPrettyString())
        .anySatisfy(
            one -> {
              assertThat(one.get("check").asText()).isEqualTo(check);
              assertThat(one.toString()).contains(hint);
              assertThat(one.get("toMend").asText()).isNotBlank();
            });
  }

  /** All of it, and it ends with that code. */
  static JsonNode of(Program program, int code) {
    Result doctor = program.telem("doctor", "--json");
    assertThat(doctor.code()).as(doctor.out() + doctor.err()).isEqualTo(code);
    return Events.json(doctor.out());
  }
}
