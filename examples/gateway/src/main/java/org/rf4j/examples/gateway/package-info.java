/** A WebSocket gateway with rooms: any number of instances on one Redis, and nobody misses a message in a failover. */
@NullMarked
package org.rf4j.examples.gateway;

import org.jspecify.annotations.NullMarked;
