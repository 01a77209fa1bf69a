/** The RF4J provider that uses Lettuce. */
@NullMarked
package org.rf4j.provider.lettuce;

import org.jspecify.annotations.NullMarked;
