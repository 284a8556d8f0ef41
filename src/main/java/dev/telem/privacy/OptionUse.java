package dev.telem.privacy;

/**
 * That an option was used. Spec events.md, {@code commandOptions}.
 *
 * @param name without its dashes
 * @param asCli whether it stood on the command line
 * @param asEnv whether it was set by an environment variable under the publisher's prefix
 * @param count how often it stood on the command line
 */
public record OptionUse(SafeText name, boolean asCli, boolean asEnv, int count) {}
