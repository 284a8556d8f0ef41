/** telem: usage telemetry around any command-line tool. */
module dev.telem {
  requires info.picocli;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.uuid;
  requires jdk.httpserver;
}
