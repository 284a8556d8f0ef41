package dev.telem.config;

import dev.telem.config.Contents.Arguments;

/**
 * How much of a person's commands a notice says that events tell.
 *
 * @param schemaVersion of the events
 * @param arguments how much of the arguments
 * @param undeclared whether options that the profile does not declare keep their names
 */
public record Promise(int schemaVersion, Arguments arguments, boolean undeclared) {

  /** What the events of these settings tell. */
  public static Promise of(Settings settings, int schemaVersion) {
    boolean strict = settings.profile().isPresent() && settings.profile().get().strict();
    return new Promise(schemaVersion, settings.contents().arguments(), !strict);
  }

  /** Whether who read this one has read of all that the other tells. */
  boolean covers(Promise other) {
    return schemaVersion >= other.schemaVersion
        && arguments.compareTo(other.arguments) <= 0
        && (undeclared || !other.undeclared);
  }
}
