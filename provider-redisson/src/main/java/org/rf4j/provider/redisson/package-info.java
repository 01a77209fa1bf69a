/** The RF4J provider that uses Redisson. */
@NullMarked
package org.rf4j.provider.redisson;

import org.jspecify.annotations.NullMarked;
