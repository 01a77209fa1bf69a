/** The way of a call: encoded, sent, parked, sent again, answered. */
@NullMarked
package org.rf4j.internal.call;

import org.jspecify.annotations.NullMarked;
