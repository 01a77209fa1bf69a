/** Holds the guides in {@code docs} to what they say. */
@NullMarked
package org.rf4j.guides;

import org.jspecify.annotations.NullMarked;
