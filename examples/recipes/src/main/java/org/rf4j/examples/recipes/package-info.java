/** Pieces to copy. */
@NullMarked
package org.rf4j.examples.recipes;

import org.jspecify.annotations.NullMarked;
