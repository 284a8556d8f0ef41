package dev.telem.config;

import java.util.Optional;

/**
 * What the project's {@code .telem.json} says about the project.
 *
 * @param name its name, which never leaves unhashed
 * @param workspaceId a UUID in lower case, as {@code telem init} made it
 */
public record Project(Optional<String> name, Optional<String> workspaceId) {}
