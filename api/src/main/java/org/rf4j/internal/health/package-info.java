/** Whether all is well. */
@NullMarked
package org.rf4j.internal.health;

import org.jspecify.annotations.NullMarked;
