package dev.telem.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  @Test
  void secretsAreLookedUpWhereTheyAreKept(@TempDir Path home) throws Exception {
    Path file = Files.writeString(home.resolve("key"), "from file\n");
    Address address =
        parse(
                """
                {"type":"native","url":"https://a.example/x?k=v","headers":
                 {"A":"in clear","B":{"env":"NAME"},"C":{"file":"%s"}}}
                """
                    .formatted(file))
            .resolved(Map.of("NAME", "from environment"));
    assertThat(address.headers())
        .isEqualTo(Map.of("A", "in clear", "B", "from environment", "C", "from file"));
    assertThat(address.url()).hasToString("https://a.example/x?k=v");
  }

  @Test
  void userAndPasswordBecomeAnAuthorization() throws Exception {
    Destination destination = parse("{\"url\":\"https://me:p%40ss@a.example:8443/x?k=v#f\"}");
    Address address = destination.resolved(Map.of());
    assertThat(address.headers()).containsEntry("Authorization", "Basic bWU6cEBzcw==");
    assertThat(address.url()).hasToString("https://a.example:8443/x?k=v#f");
    assertThat(destination.shownUrl()).isEqualTo("https://a.example:8443/x?****");
  }

  @Test
  void anAuthorizationOfItsOwnBeatsTheUrls() throws Exception {
    Address address =
        parse("{\"url\":\"https://me:x@a.example\",\"headers\":{\"authorization\":\"Bearer t\"}}")
            .resolved(Map.of());
    assertThat(address.headers()).hasSize(1).containsValue("Bearer t");
  }

  @Test
  void nothingSecretIsShown() throws Exception {
    Address shown =
        parse("{\"url\":\"https://me:hush@a.example/?k=hush\",\"headers\":{\"X-Key\":\"hush\"}}")
            .masked();
    assertThat(shown.toString()).doesNotContain("hush", "me:").contains("X-Key", "a.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"url\":\"\"}",
        "{\"url\":\"ftp://a.example\"}",
        "{\"url\":\"https:///x\"}",
        "{\"url\":\"https://a b\"}",
        "{\"url\":\"https://a.example\",\"headers\":{\"A\":5}}",
        "{\"url\":\"https://a.example\",\"headers\":{\"A b\":\"x\"}}",
        "{\"url\":\"https://a.example\",\"headers\":{\"A\":\"x\\ny\"}}",
        "{\"url\":\"https://a.example\",\"headers\":{\"A\":{\"env\":\"UNSET\"}}}",
        "{\"url\":\"https://a.example\",\"headers\":{\"A\":{\"file\":\"/does/not/exist\"}}}",
        "{\"url\":\"http://a.example\"}",
        "{\"url\":\"http://127.0.0.1.a.example\"}",
        "{\"url\":\"https://a.example\",\"type\":\"carrier pigeon\"}"
      })
  void whatCannotBeSentToSaysSo(String json) {
    assertThatThrownBy(
            () -> {
              Destination destination = parse(json);
              destination.resolved(Map.of());
              destination.form();
            })
        .isInstanceOf(Undeliverable.class)
        .message()
        .isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"http://127.0.0.1:8080/\"}",
        "{\"url\":\"http://localhost/\"}",
        "{\"url\":\"http://[::1]/\"}",
        "{\"url\":\"HTTPS://a.example\"}",
        "{\"url\":\"http://a.example\",\"allowInsecure\":true}"
      })
  void plainHttpStaysOnThisMachineUnlessAllowed(String json) throws Exception {
    assertThat(parse(json).resolved(Map.of()).headers()).isEmpty();
  }

  private static Destination parse(String json) throws Undeliverable, IOException {
    return Destination.parse(json.getBytes(UTF_8));
  }
}
