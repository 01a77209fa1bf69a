/** Telling listeners what happened, in order. */
@NullMarked
package org.rf4j.internal.event;

import org.jspecify.annotations.NullMarked;
