package org.rf4j.failover;

/**
 * How well things are (clause F6).
 *
 * @since 0.1.0
 */
public enum HealthStatus {
    /** The primary takes writes and every wanted subscription is live. */
    UP,
    /** Something is away, or writes are refused while reads work. */
    DEGRADED,
    /** No primary answers. */
    DOWN
}
