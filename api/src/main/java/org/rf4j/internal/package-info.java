/** The threads that the rooms below share. Nothing in here is part of the API. */
@NullMarked
package org.rf4j.internal;

import org.jspecify.annotations.NullMarked;
