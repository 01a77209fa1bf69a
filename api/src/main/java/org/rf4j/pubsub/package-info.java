/**
 * Publish and subscribe, with every possible loss reported as a {@link org.rf4j.pubsub.Gap}.
 *
 * @since 0.1.0
 */
@NullMarked
package org.rf4j.pubsub;

import org.jspecify.annotations.NullMarked;
