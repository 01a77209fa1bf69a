package org.rf4j.internal.call;

/**
 * What is asked of the calls of one view.
 *
 * @param timeoutNanos the limit of each call
 * @param idempotent whether the calls are declared idempotent
 * @param splitsWrites whether {@code MSET} may be split by slot, no longer atomic
 */
public record CallLimits(long timeoutNanos, boolean idempotent, boolean splitsWrites) {}
