/** The kit as a program: {@link org.rf4j.tck.cli.Main}. */
@NullMarked
package org.rf4j.tck.cli;

import org.jspecify.annotations.NullMarked;
