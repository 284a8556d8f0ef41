package dev.telem.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * What OTLP calls a resource: where a run took place. Texts that are not known are "".
 *
 * @param telemVersion of the scope that the resource's records and spans stand in
 */
record OtlpResource(
    String app,
    String version,
    String os,
    String osVersion,
    String arch,
    String machineId,
    String telemVersion) {

  static OtlpResource of(Recorded recorded) {
    return new OtlpResource(
        recorded.text("app"),
        recorded.text("attributes/version"),
        osType(recorded.text("attributes/os")),
        recorded.text("attributes/osVersion"),
        hostArch(recorded.text("attributes/arch")),
        recorded.text("machineID"),
        recorded.text("attributes/telemVersion"));
  }

  ArrayNode attributes() {
    OtlpAttributes attributes = new OtlpAttributes();
    attributes.text("service.name", app);
    attributes.text("service.version", version);
    attributes.text("os.type", os);
    attributes.text("os.version", osVersion);
    attributes.text("host.arch", arch);
    attributes.text("app.installation.id", machineId);
    return attributes.list();
  }

  /** The semantic conventions' word for Go's. */
  private static String osType(String os) {
    return os.equals("dragonfly") ? "dragonflybsd" : os;
  }

  private static String hostArch(String arch) {
    return switch (arch) {
      case "386" -> "x86";
      case "arm" -> "arm32";
      case "ppc64le" -> "ppc64";
      default -> arch;
    };
  }
}
