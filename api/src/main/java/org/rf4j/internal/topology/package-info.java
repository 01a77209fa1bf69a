/** Where a call goes: the primary, found and followed. */
@NullMarked
package org.rf4j.internal.topology;

import org.jspecify.annotations.NullMarked;
