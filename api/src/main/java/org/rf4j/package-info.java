/**
 * What a user of RF4J types: {@link org.rf4j.Redis}, its configuration and its exceptions.
 *
 * @since 0.1.0
 */
@NullMarked
package org.rf4j;

import org.jspecify.annotations.NullMarked;
