/**
 * What the author of a provider implements: one raw command to one server, one raw reply back. Users need none of it.
 *
 * @since 0.1.0
 */
@NullMarked
package org.rf4j.spi;

import org.jspecify.annotations.NullMarked;
