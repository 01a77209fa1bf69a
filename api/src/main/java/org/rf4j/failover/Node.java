package org.rf4j.failover;

import org.rf4j.Endpoint;

/**
 * One server as it was known at some moment.
 *
 * @param endpoint its address
 * @param role what it is
 * @param reachable whether it answered when last asked
 * @since 0.1.0
 */
public record Node(Endpoint endpoint, Role role, boolean reachable) {

    /** What a server is. */
    public enum Role {
        /** It takes writes. */
        PRIMARY,
        /** It follows a primary. */
        REPLICA,
        /** It watches the others. */
        SENTINEL
    }
}
