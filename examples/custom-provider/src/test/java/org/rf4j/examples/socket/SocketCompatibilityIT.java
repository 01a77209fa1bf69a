package org.rf4j.examples.socket;

import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.RedisCompatibilityKit;

/** The clauses of RF4J's contract, on plain sockets. */
final class SocketCompatibilityIT extends RedisCompatibilityKit {

    @Override
    protected RedisProvider provider() {
        return new SocketProvider();
    }
}
