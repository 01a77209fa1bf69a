/** Finding the one provider to use. */
@NullMarked
package org.rf4j.internal.discovery;

import org.jspecify.annotations.NullMarked;
