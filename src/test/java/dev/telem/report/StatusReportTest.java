package dev.telem.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.telem.log.TroubleCount;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatusReportTest {
  private static final Status OFF =
      new Status(
          "0.1.0",
          new Status.Decision(
              "off",
              "DO_NOT_TRACK",
              "DO_NOT_TRACK=1",
              List.of(
                  new Status.Source("DO_NOT_TRACK", "off", "DO_NOT_TRACK=1", true),
                  new Status.Source("built in", "local", "", false))),
          new Status.Here(false, Optional.empty(), Optional.empty(), true, false),
          new Status.Identifiers(Optional.empty(), Optional.empty()),
          new Status.Places(
              "/home/a/.local/state/telem", "/home/a/.local/state/telem/events.jsonl"),
          new Status.Queue(0, 0, 0, 0),
          List.of(),
          List.of(),
          new TroubleCount(0, List.of()),
          List.of(),
          "A command is run and nothing is recorded.");

  private static final Status ON =
      new Status(
          "0.1.0",
          new Status.Decision(
              "on",
              "user configuration",
              "/home/a/config.json:3",
              List.of(
                  new Status.Source("user configuration", "on", "/home/a/config.json:3", true))),
          new Status.Here(true, Optional.of("gitlab"), Optional.of("docker"), false, true),
          new Status.Identifiers(Optional.of("m-1"), Optional.of("p-1")),
          new Status.Places("/state", "/log"),
          new Status.Queue(1, 1500, 2, 3),
          List.of(
              new Status.Destination(
                  "native",
                  "https://t.example/v1",
                  1,
                  Optional.of(Instant.parse("2026-11-24T10:00:00Z")),
                  Status.Progress.REFUSED,
                  Optional.of("401: check the Authorization header")),
              new Status.Destination(
                  "otlp",
                  "https://o.example",
                  0,
                  Optional.empty(),
                  Status.Progress.UNTRIED,
                  Optional.empty())),
          List.of(
              new Status.Notice(
                  "my\u202etool", "https://t.example", 1, Instant.parse("2026-11-24T09:00:00Z"))),
          new TroubleCount(
              4, List.of(new TroubleCount.Trouble(Lines.TS, "log", "No space left on device"))),
          List.of(
              new Status.Problem("/home/a/\u001b[31m.json", 3, 5, "unknown field"),
              new Status.Problem("/log", 0, 0, "cannot be written")),
          "A command is recorded and sent to https://t.example/v1.");

  @Test
  void programsFindEveryPromisedField() throws IOException {
    assertThat(new JsonMapper().readTree(StatusReport.json(ON)))
        .isEqualTo(
            json(
                """
                {"version":"0.1.0",
                 "level":"on",
                 "reason":{"source":"user configuration","detail":"/home/a/config.json:3"},
                 "sources":[{"source":"user configuration","says":"on",
                             "detail":"/home/a/config.json:3","decided":true}],
                 "wouldHappen":"A command is recorded and sent to https://t.example/v1.",
                 "ci":true,"ciName":"gitlab","container":"docker","interactive":false,
                 "nested":true,"machineID":"m-1","projectID":"p-1",
                 "stateDirectory":"/state","logFile":"/log",
                 "queue":{"events":1,"bytes":1500,"dropped":2,"setAside":3},
                 "destinations":[
                   {"type":"native","url":"https://t.example/v1","queued":1,
                    "lastDelivery":"2026-11-24T10:00:00Z","state":"refused",
                    "problem":"401: check the Authorization header"},
                   {"type":"otlp","url":"https://o.example","queued":0,
                    "lastDelivery":null,"state":"untried","problem":null}],
                 "notices":[
                   {"app":"my\\u202etool","origin":"https://t.example","schemaVersion":1,
                    "shownAt":"2026-11-24T09:00:00Z"}],
                 "troubles":{"count":4,"latest":[
                   {"ts":1658231825280,"where":"log","problem":"No space left on device"}]},
                 "problems":[
                   {"file":"/home/a/\\u001b[31m.json","line":3,"column":5,
                    "problem":"unknown field"},
                   {"file":"/log","line":0,"column":0,"problem":"cannot be written"}]}
                """));
  }

  @Test
  void whatIsNotKnownIsNullAndStillThere() throws IOException {
    JsonNode off = json(StatusReport.json(OFF));

    for (String field : List.of("ciName", "container", "machineID", "projectID")) {
      assertThat(off.has(field)).as(field).isTrue();
      assertThat(off.get(field).isNull()).as(field).isTrue();
    }
    assertThat(off.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            json(StatusReport.json(ON)).propertyStream().map(Map.Entry::getKey).toList());
  }

  @Test
  void peopleReadWhyItIsOffAndHowToSwitchItOn() {
    assertThat(StatusReport.text(OFF, ZoneOffset.UTC, false))
        .isEqualTo(
            """
            Telemetry is off.

            because    DO_NOT_TRACK: DO_NOT_TRACK=1
            here       A command is run and nothing is recorded.
            seen       a terminal, no CI
            machine    no id yet
            project    no id
            log        /home/a/.local/state/telem/events.jsonl
            state      /home/a/.local/state/telem
            queue      0 events, 0 KiB
            telem      0.1.0

            Looked at, in this order
            * DO_NOT_TRACK  off    DO_NOT_TRACK=1
              built in      local

            Destinations
              none: nothing can be sent

            You can
              telem enable          switch it on for you; what stands further up still wins
              telem log tail        see what was recorded
              telem preview -- CMD  see what would be sent, without running anything
              telem forget          remove everything that telem has written
            """);
  }

  @Test
  void peopleReadWhatIsWrongAndHowToSwitchItOff() {
    assertThat(StatusReport.text(ON, ZoneOffset.UTC, false))
        .isEqualTo(
            """
            Telemetry is on.

            because    user configuration: /home/a/config.json:3
            here       A command is recorded and sent to https://t.example/v1.
            seen       no terminal, CI (gitlab), container (docker), inside another run
            machine    m-1
            project    p-1
            log        /log
            state      /state
            queue      1 event, 2 KiB, 2 dropped, 3 set aside
            telem      0.1.0

            Looked at, in this order
            * user configuration  on     /home/a/config.json:3

            Destinations
              native  https://t.example/v1
                refused, 1 event waiting, last delivery 2026-11-24 10:00:00
                401: check the Authorization header
              otlp  https://o.example
                untried, 0 events waiting, nothing delivered yet

            Notices shown on this machine
              2026-11-24 09:00:00  my\\u202etool sends to https://t.example

            To mend
              /home/a/\\x1b[31m.json:3:5: unknown field
              /log: cannot be written

            Telemetry failed 4 times, lately
              2022-07-19 11:57:05  log: No space left on device

            You can
              telem disable         switch it off for you; DO_NOT_TRACK=1 does so everywhere
              telem level local     keep the log and send nothing
              telem log tail        see what was recorded
              telem preview -- CMD  see what would be sent, without running anything
              telem forget          remove everything that telem has written
            """);
  }

  @Test
  void thereIsColourOnlyWhenItIsWanted() {
    assertThat(StatusReport.text(ON, ZoneOffset.UTC, true)).contains("\u001b[32mon\u001b[0m");
  }

  private static JsonNode json(String text) throws IOException {
    return new JsonMapper().readTree(text);
  }
}
