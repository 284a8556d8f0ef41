package dev.telem.environment;

import java.util.Map;
import java.util.Optional;

/** The kind of container around this process; never a proof of CI: a dev container is a person. */
final class Container {
  private Container() {}

  /**
   * {@code kubernetes}, {@code podman} or {@code docker}, where one of them is certain. Files come
   * before the {@code container} variable, since images carry a stale one ({@code ENV container
   * docker}); its other values (Red Hat's {@code oci}, lxc, flatpak …) name none of the three.
   *
   * @param files asked twice at most
   */
  static Optional<String> around(Map<String, String> environment, FileProbe files) {
    String cluster = environment.get("KUBERNETES_SERVICE_HOST");
    if (cluster != null && !cluster.isEmpty()) {
      return Optional.of("kubernetes");
    }
    if (files.exists("/run/.containerenv")) {
      return Optional.of("podman");
    }
    if (files.exists("/.dockerenv")) {
      return Optional.of("docker");
    }
    // systemd.io/CONTAINER_INTERFACE; all that is left while an image is being built.
    String declared = environment.get("container");
    return declared != null && (declared.equals("podman") || declared.equals("docker"))
        ? Optional.of(declared)
        : Optional.empty();
  }
}
