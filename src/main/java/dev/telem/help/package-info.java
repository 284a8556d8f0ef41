/**
 * What does a tool say about itself? Its help texts, in the layouts of git, cobra, docker, click,
 * argparse, picocli, clap and GNU, become the draft of a profile. It starts no process: it asks
 * whoever can.
 */
@NullMarked
package dev.telem.help;

import org.jspecify.annotations.NullMarked;
