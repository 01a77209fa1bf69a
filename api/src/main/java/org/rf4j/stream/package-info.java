/**
 * Consumer groups of Redis Streams, read to the end: {@link org.rf4j.stream.StreamConsumer}.
 *
 * @since 0.1.0
 */
@NullMarked
package org.rf4j.stream;

import org.jspecify.annotations.NullMarked;
