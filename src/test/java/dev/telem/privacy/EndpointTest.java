package dev.telem.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointTest {
  private static final List<String> TEMPLATES =
      List.of("/users/{id}", "/users/me", "/users/:id/repos/*", "/status", "/teams/<team>/x");

  static List<Arguments> endpoints() {
    return Cases.table("endpoints.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endpoints")
  void identifiersAreLeftOut(String path, String leaves) {
    assertThat(Endpoint.scrub(path.replace("∅", ""), List.of()).value()).isEqualTo(leaves);
  }

  @Test
  void hardlyAnyRandomSegmentIsKept() {
    long seed = Long.getLong("telem.seed", 1);
    Random random = new Random(seed);
    for (Canary kind :
        List.of(Canary.RANDOM, Canary.HEX, Canary.NUMBER, Canary.GROUPS, Canary.KEY)) {
      int kept = 0;
      for (int i = 0; i < 2000; i++) {
        String path = "/x/" + kind.next(random);
        kept += Endpoint.scrub(path, List.of()).value().equals(path) ? 1 : 0;
      }
      assertThat(kept).as("%s, seed %d", kind, seed).isLessThan(3);
    }
  }

  @Test
  void onlyDeclaredTemplatesLeave() {
    assertThat(scrubbed("/users/alice")).isEqualTo("/users/<id>");
    assertThat(scrubbed("/users/alice/repos/secret?x=1")).isEqualTo("/users/<id>/repos/<id>");
    assertThat(scrubbed("https://host/teams/red/x")).isEqualTo("/teams/<id>/x");
    assertThat(scrubbed("/status")).isEqualTo("/status");
    assertThat(scrubbed("/status/alice")).isEqualTo("<endpoint>");
    assertThat(scrubbed("/users")).isEqualTo("<endpoint>");
    assertThat(scrubbed("/alice/42")).isEqualTo("<endpoint>");
    assertThat(Endpoint.scrub("/users/alice", List.of("/users/:")).value()).isEqualTo("<endpoint>");
  }

  @Test
  void theTemplateWithTheMostWordsWins() {
    assertThat(scrubbed("/users/me")).isEqualTo("/users/me");
  }

  @Test
  void pathsThatAreTooLongAreNotTold() {
    assertThat(Endpoint.scrub("/a".repeat(24), List.of()).value()).isEqualTo("/a".repeat(24));
    assertThat(Endpoint.scrub("/a".repeat(25), List.of()).value()).isEqualTo("<endpoint>");
    assertThat(Endpoint.scrub("/" + "a".repeat(8191), List.of()).value()).isEqualTo("/<id>");
    assertThat(Endpoint.scrub("/" + "a".repeat(8192), List.of()).value()).isEqualTo("<endpoint>");
  }

  private static String scrubbed(String path) {
    return Endpoint.scrub(path, TEMPLATES).value();
  }
}
