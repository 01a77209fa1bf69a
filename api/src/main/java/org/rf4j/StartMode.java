package org.rf4j;

/**
 * What {@code Redis.connect} does while no primary can be reached (clause C13). Whatever the choice, the client goes on
 * trying once it has been returned.
 *
 * @since 0.1.0
 */
public enum StartMode {
    /** Throws as soon as every server given has been tried, and at the startup timeout at the latest. */
    FAIL_FAST,
    /**
     * Goes on trying until the startup timeout, then throws. What waiting cannot cure, like a wrong password, is thrown at
     * once.
     */
    WAIT,
    /**
     * Returns at once and connects behind the scenes. Calls made before there is a primary wait for it as they do during a
     * failover (clause C5), and fail at their own deadline.
     */
    LAZY
}
