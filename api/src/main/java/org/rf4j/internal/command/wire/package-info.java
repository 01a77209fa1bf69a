/** Numbers and times as Redis writes and reads them. Depends on nothing, so that every room may use it. */
@NullMarked
package org.rf4j.internal.command.wire;

import org.jspecify.annotations.NullMarked;
