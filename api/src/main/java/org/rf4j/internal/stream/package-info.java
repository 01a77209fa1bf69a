/** How a consumer reads, keeps in order, acknowledges and takes over entries of a stream. */
@NullMarked
package org.rf4j.internal.stream;

import org.jspecify.annotations.NullMarked;
