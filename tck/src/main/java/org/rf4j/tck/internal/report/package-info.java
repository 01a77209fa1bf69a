/** What became of the clauses in a run, and how it is written down; not for users. */
@NullMarked
package org.rf4j.tck.internal.report;

import org.jspecify.annotations.NullMarked;
