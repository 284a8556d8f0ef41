/** What would a person read? Status, log table, preview, statistics, HTML. */
@NullMarked
package dev.telem.report;

import org.jspecify.annotations.NullMarked;
