/**
 * What did people set? Variables, files and options become one record, {@link
 * dev.telem.config.Settings}, in which every value knows its source. Nobody else knows the syntax
 * of a configuration or joins paths.
 */
@NullMarked
package dev.telem.config;

import org.jspecify.annotations.NullMarked;
