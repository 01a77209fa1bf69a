/**
 * What happens to the servers: events, topology and health.
 *
 * @since 0.1.0
 */
@NullMarked
package org.rf4j.failover;

import org.jspecify.annotations.NullMarked;
