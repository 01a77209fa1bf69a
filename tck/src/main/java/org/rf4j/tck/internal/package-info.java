/** What the rooms of the kit share; not for users, and not the same in the next version. */
@NullMarked
package org.rf4j.tck.internal;

import org.jspecify.annotations.NullMarked;
