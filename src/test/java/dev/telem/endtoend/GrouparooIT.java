package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Grouparoo's page: the document. */
@ExtendWith(Worlds.class)
final class GrouparooIT {
  /** Grouparoo's page, the whole of its example payload. */
  @Test
  void grouparoosPayload(Program program, Receiver receiver) {
    Page page = Page.of("Grouparoo");
    page.prepare(program, "grouparoo");
    program.with("TELEMETRY_FLUSH", "wait");
    String run = page.command(0).replace("https://telemetry.example.com", receiver.url());
    assertThat(program.shell(run).code()).isZero();
    String snapshot =
        page.command(1)
            .replace("--profile grouparoo", "--profile " + page.profile(program))
            .replace("snapshot+https://telemetry.grouparoo.com", receiver.at("snapshot+", ""));
    JsonNode document = Events.json(program.shell(snapshot).out());
    assertThat(receiver.bodies("/api/v1/telemetry").stream().map(Events::json))
        .containsExactly(document);
    // The page's guid is that of its author's cluster; here it is made of this machine's random id.
    assertThat(document.path("guid").asText())
        .isEqualTo("tcs_" + Events.text(program.events().getLast(), "machineID"));
    assertThat(document.path("name").asText()).isEqualTo("Evan-Development-Cluster");
    assertThat(document.path("license").asText()).isEmpty();
    assertThat(document.path("metrics"))
        .isEqualTo(
            Events.json(
                """
                [{"collection":"cluster","topic":"workers","aggregation":"count","count":10},
                 {"collection":"cluster","topic":"os","aggregation":"exact","value":"darwin/19.5.0"},
                 {"collection":"cluster","topic":"plugin","aggregation":"exact","key":"@grouparoo/core","value":"1.2.3"},
                 {"collection":"cluster","topic":"plugin","aggregation":"exact","key":"@grouparoo/postgres","value":"1.2.3"},
                 {"collection":"totals","topic":"profiles","aggregation":"count","count":100},
                 {"collection":"totals","topic":"groups","aggregation":"count","count":10},
                 {"collection":"totals","topic":"sources","aggregation":"count","count":5},
                 {"collection":"sourceTotals","topic":"@grouparoo/postgres","aggregation":"count","imports":10000,"exports":0,"runs":100},
                 {"collection":"destinationTotals","topic":"@grouparoo/mailchimp","aggregation":"count","imports":0,"exports":10000,"runs":50}]
                """));
  }
}
