package org.rf4j;

/**
 * Which calls whose outcome is {@link Outcome#UNKNOWN} are sent again within their deadline (clause C6). A call that
 * certainly was not executed is always sent again.
 *
 * @since 0.1.0
 */
public enum RetryPolicy {
    /** None: every unknown outcome reaches the caller. */
    NEVER,
    /** Read-only calls, and calls declared idempotent; the default. A write is never silently sent twice. */
    SAFE,
    /** All calls: at-least-once, for those who know that all their writes are idempotent. */
    ALL
}
