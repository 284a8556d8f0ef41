package dev.telem.delivery;

import static dev.telem.spool.Lines.line;
import static dev.telem.spool.Lines.newId;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.telem.spool.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestPreviewTest {
  @Test
  void theRequestIsShownWithItsSecretsMasked() {
    String id = newId();
    byte[] destination =
        """
        {"url":"https://me:hush@a.example/x","headers":{"X-Key":{"env":"KEY"},"X-Other":"hush"}}
        """
            .getBytes(UTF_8);
    List<RequestPreview> previews =
        RequestPreview.of(destination, List.of(new Entry(id, line(id))), "1.2.3");
    RequestPreview.Shown shown = (RequestPreview.Shown) previews.getFirst();
    assertThat(shown.method()).isEqualTo("POST");
    assertThat(shown.url()).isEqualTo("https://a.example/x");
    assertThat(shown.headers())
        .containsEntry("Authorization", "****")
        .containsEntry("X-Key", "****")
        .containsEntry("X-Other", "****")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("User-Agent", "telem/1.2.3")
        .containsEntry("Idempotency-Key", id + "-" + id + "-1");
    assertThat(shown.body())
        .isEqualTo("{\"schemaVersion\":1,\"events\":[" + new String(line(id), UTF_8) + "]}");
    assertThat(shown.toString()).doesNotContain("hush");
  }

  @Test
  void whatCannotBeSentSaysWhatToMend() {
    assertThat(RequestPreview.of("{}".getBytes(UTF_8), List.of(), "1.2.3"))
        .singleElement()
        .isInstanceOf(RequestPreview.Unsendable.class);
  }

  @Test
  void aKeyInTheBodyIsMasked() {
    String id = newId();
    byte[] destination =
        "{\"type\":\"posthog\",\"url\":\"https://a.example\",\"apiKey\":\"hush\"}".getBytes(UTF_8);
    RequestPreview preview =
        RequestPreview.of(destination, List.of(new Entry(id, line(id))), "1.2.3").getFirst();
    assertThat(preview.toString()).contains("https://a.example/batch/", "\"api_key\":\"****\"");
    assertThat(preview.toString()).doesNotContain("hush");
  }

  @Test
  void anEventThatADestinationDoesNotTakeHasNoRequest() {
    byte[] destination = "{\"type\":\"snapshot\",\"url\":\"https://a.example\"}".getBytes(UTF_8);
    assertThat(RequestPreview.of(destination, List.of(Recording.started()), "1.2.3")).isEmpty();
  }
}
