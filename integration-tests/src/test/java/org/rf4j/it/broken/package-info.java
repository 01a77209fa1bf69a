/** The kit is strict: providers that break one thing each are caught, each at the clause that it breaks. */
@NullMarked
package org.rf4j.it.broken;

import org.jspecify.annotations.NullMarked;
