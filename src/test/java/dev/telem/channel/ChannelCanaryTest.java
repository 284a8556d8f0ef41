package dev.telem.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Nothing of a canary leaves, wherever on a line it is planted; and no bytes at all make a reading
 * fail. The seed is in the name of what fails.
 */
class ChannelCanaryTest {
  private static final int ROUNDS = 20_000;

  /** %s is where a canary goes. No name, number or value here has a part of one. */
  private static final List<String> PLACES =
      List.of(
          "%s",
          "{\"count\":\"%s\"}",
          "{\"count\":\"jobs/%s\"}",
          "{\"count\":\"@%s/jobs\"}",
          "{\"count\":\"jobs\",\"value\":\"%s\"}",
          "{\"count\":\"jobs\",\"%s\":1}",
          "{\"%s\":\"jobs\"}",
          "{\"metric\":{\"collection\":\"%s\",\"topic\":\"a\",\"aggregation\":\"count\",\"count\":1}}",
          "{\"metric\":{\"collection\":\"a\",\"topic\":\"%s\",\"aggregation\":\"count\",\"count\":1}}",
          "{\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"%s\",\"count\":1}}",
          "{\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"%s\":1}}",
          "{\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"count\",\"count\":1,\"key\":\"%s\"}}",
          "{\"metric\":{\"collection\":\"a\",\"topic\":\"b\",\"aggregation\":\"exact\",\"value\":\"%s\"}}",
          "{\"metric\":{\"collection\":\"cluster\",\"topic\":\"os\",\"aggregation\":\"exact\",\"value\":\"%s\"}}",
          "{\"metric\":{\"collection\":\"cluster\",\"topic\":\"os\",\"aggregation\":\"exact\",\"value\":\"linux/%s\"}}",
          "{\"error\":{\"type\":\"%s\"}}",
          "{\"error\":{\"type\":\"TypeError: %s\",\"stack\":\"TypeError: %s\\n"
              + "    at f (/home/%s/a.js:1:2)\"}}",
          "{\"error\":{\"type\":\"TypeError\",\"message\":\"%s\"}}",
          "{\"error\":{\"stack\":[\"java.lang.Error: %s\",\"\\tat a.B.c(B.java:7)\",\"Caused by:"
              + " %s\"]}}",
          "{\"error\":{\"stack\":\"%s: connected\\nUncaught %s\\n    at %s"
              + " (webpack:///home/%s/%s.js:1:2)\\n    at f (https://%s/%s.js?%s#%s:1:2)\"}}",
          "{\"error\":{\"stack\":[\"Exception in thread \\\"%s\\\" %s\",\"\\tat"
              + " a.%s.c(%s.java:7)\",\"Caused by: a.%s: %s\"]}}",
          "{\"error\":{\"stack\":[\"Traceback (most recent call last)\",\"  File"
              + " \\\"/home/%s/%s.py\\\", line 1, in %s\",\"%s: %s\"]}}",
          "{\"error\":{\"stack\":[\"panic: %s\",\"main.%s(0x1)\",\"\\t/home/%s/%s.go:7\"]}}",
          "{\"error\":{\"stack\":[\"/home/%s/%s.rb:5:in `%s': %s (%s)\"]}}",
          "{\"error\":{\"stack\":[\"Unhandled exception. %s: %s\",\" ---> %s\",\"   at A.%s.B() in"
              + " /home/%s/%s.cs:line 7\"]}}",
          "{\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"//u:%s@%s.example/a/%s;%s=%s?%s#%s\",\"statusCode\":200,\"durationMs\":1}}",
          "{\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"file:///home/%s/%s\",\"statusCode\":200,\"durationMs\":1}}",
          "{\"apiRequest\":{\"method\":\"%s\",\"endpoint\":\"/a\",\"statusCode\":200,\"durationMs\":1}}",
          "{\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"/a/%s\",\"statusCode\":200,\"durationMs\":1}}",
          "{\"apiRequest\":{\"method\":\"GET\",\"endpoint\":\"https://u:%s@%s/a?t=%s#%s\",\"statusCode\":200,\"durationMs\":1}}");

  @Test
  void nothingOfACanaryLeaves() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      String canary = canary(random);
      Reading reading = new Reading(new Allowed(List.of("cluster/os"), List.of()));
      String line = PLACES.get(random.nextInt(PLACES.size())).replace("%s", canary);
      byte[] bytes = (line + "\n{\"count\":\"jobs\",\"value\":2}\n" + line).getBytes(UTF_8);
      reading.feed(bytes, bytes.length);
      reading.finish();
      String told = reading.events() + " " + reading.metrics() + " " + reading.refusals();
      for (int i = 0; i + 4 <= canary.length(); i++) {
        assertThat(told).as("seed " + seed).doesNotContain(canary.substring(i, i + 4));
      }
    }
  }

  @Test
  void noBytesMakeAReadingFail() {
    String alphabet = "{}[]\":,\\u0\t \n\r-1.9eE+aNtf\u0000é\"\"{{count}value";
    for (long seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes;
      if (random.nextBoolean()) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
          text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        bytes = text.toString().getBytes(UTF_8);
      } else {
        bytes = mutated(random);
      }
      Reading reading = new Reading(new Allowed(List.of("cluster/os"), List.of("/a/{id}")));
      assertThatCode(
              () -> {
                reading.feed(bytes, bytes.length);
                reading.finish();
                reading.metrics();
                reading.events();
              })
          .as("seed " + seed)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() {
    String deep = "{\"metric\":".repeat(6_000);
    assertThat(Reading.objection(deep.getBytes(UTF_8), new Allowed(List.of(), List.of())))
        .isNotNull();
    String lists = "{\"error\":{\"stack\":" + "[".repeat(60_000);
    assertThat(Reading.objection(lists.getBytes(UTF_8), new Allowed(List.of(), List.of())))
        .isEqualTo(Reason.NOT_JSON);
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = PLACES.get(random.nextInt(PLACES.size())).replace("%s", "jobs").getBytes(UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** What looks random, as keys and tokens do, or what no name looks like. */
  private static String canary(Random random) {
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    String hex = "0123456789abcdef";
    return switch (random.nextInt(5)) {
      case 0 -> text(random, all, 20 + random.nextInt(20));
      case 1 -> text(random, hex, 12 + random.nextInt(52));
      case 2 -> "AKIA" + text(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16);
      case 3 -> text(random, "0123456789", 10 + random.nextInt(10));
      default -> "zanzibar" + "@ \u0001=:;&é".charAt(random.nextInt(8)) + "rumpelstilz";
    };
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
