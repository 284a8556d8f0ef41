/** Does the packaged program keep its promises? Real processes, files, sockets and terminals. */
@NullMarked
package dev.telem.endtoend;

import org.jspecify.annotations.NullMarked;
