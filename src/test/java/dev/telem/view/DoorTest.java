package dev.telem.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoorTest {
  @ParameterizedTest
  @CsvSource({
    "8080, 127.0.0.1:8080, 0",
    "8080, localhost:8080, 0",
    "8080, 127.0.0.1, 403",
    "8080, 127.0.0.1:80, 403",
    "80, 127.0.0.1, 0",
    "80, localhost, 0",
    "80, example.com, 403",
  })
  void theHostIsThisMachineAndItsPortAsABrowserWritesIt(int port, String host, int refusal) {
    Headers headers = new Headers();
    headers.add("Host", host);
    assertThat(new Door(port, "word").refusal(headers, "/word/")).isEqualTo(refusal);
  }
}
