package dev.telem.endtoend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final Payload PAGE = Payload.ofPage("visivo-request");

  @Test
  void whatIsAsOnThePagePasses() {
    PAGE.isProduced(request("GET", "200", ""), Map.of());
  }

  @Test
  void aDifferenceThatIsNotNamedFails() {
    assertThatThrownBy(() -> PAGE.isProduced(request("get", "200", ""), Map.of()))
        .hasMessageContaining("differences without a name")
        .hasMessageContaining("method");
    assertThatThrownBy(() -> PAGE.isProduced(request("GET", "200", ",\"more\":1"), Map.of()))
        .hasMessageContaining("more");
    assertThatThrownBy(() -> PAGE.isProduced(Events.json("{}"), Map.of()))
        .hasMessageContaining("endpoint");
  }

  @Test
  void aNamedDifferenceThatIsNoneFails() {
    PAGE.isProduced(request("get", "200", ""), Map.of("method", "it shouts not"));
    assertThatThrownBy(
            () -> PAGE.isProduced(request("GET", "200", ""), Map.of("method", "it shouts not")))
        .hasMessageContaining("named differences that are none");
  }

  private static JsonNode request(String method, String status, String more) {
    return Events.json(
        "{\"endpoint\":\"/a/<id>\",\"method\":\"%s\",\"status_code\":%s,\"duration\":3,\"project_hash\":\"%s\"%s}"
            .formatted(method, status, "0123456789abcdef", more));
  }
}
