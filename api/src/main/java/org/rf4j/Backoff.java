package org.rf4j;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses between attempts to connect: exponential from a first to a longest one, each shortened at random by up to
 * half, so that many clients do not return at the same instant (clause C7).
 *
 * @param first the first pause, positive
 * @param longest the longest pause, not shorter than the first
 * @since 0.1.0
 */
public record Backoff(Duration first, Duration longest) {

    /** Checks the parts. */
    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("the first backoff pause " + first + " is not positive");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "the longest backoff pause " + longest + " is shorter than the first " + first);
        }
    }

    /**
     * Returns the default, 50 ms to 2 s.
     *
     * @return the default
     */
    public static Backoff standard() {
        return new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));
    }

    /**
     * Returns the pause after a number of failed attempts, with its random part.
     *
     * @param failures attempts that have failed in a row, at least 1
     * @return the pause
     */
    public Duration pause(int failures) {
        int doublings = Math.min(Math.max(failures, 1) - 1, 30);
        long full = Math.min(longest.toNanos(), saturatedShift(first.toNanos(), doublings));
        return Duration.ofNanos(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }

    private static long saturatedShift(long value, int bits) {
        return value > Long.MAX_VALUE >> bits ? Long.MAX_VALUE : value << bits;
    }
}
