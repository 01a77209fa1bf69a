package org.rf4j.internal.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.rf4j.internal.Core;

/**
 * Ends calls at their deadlines, with one timer for all of them: a sweep over the ledger at the earliest deadline that is
 * known. While calls come and go in time it wakes about once a timeout.
 */
final class Deadlines {

    /** Deadlines closer together than this share a sweep. */
    private static final long GRAIN_NANOS = Duration.ofMillis(5).toNanos();

    /** No sweep is planned further ahead, so that timers which others have come before do not heap up. */
    private static final long FARTHEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Core core;
    private final Ledger ledger;
    private final Consumer<Call<?>> expire;

    /** When the next sweep is due, relative to an origin, so that plain comparison is safe; MAX_VALUE for never. */
    private final AtomicLong due = new AtomicLong(Long.MAX_VALUE);

    private final long origin = System.nanoTime();

    Deadlines(Core core, Ledger ledger, Consumer<Call<?>> expire) {
        this.core = core;
        this.ledger = ledger;
        this.expire = expire;
    }

    /** Makes sure that a sweep comes at a deadline. Cheap where one comes before it anyway. */
    void expect(long deadlineNanos) {
        long at = deadlineNanos - origin;
        while (true) {
            long planned = due.get();
            if (planned <= at) {
                return;
            }
            long now = System.nanoTime() - origin;
            long sooner = Math.min(at, now + FARTHEST_NANOS);
            if (planned <= sooner) {
                return;
            }
            if (due.compareAndSet(planned, sooner)) {
                core.scheduleNanos(() -> sweep(sooner), Math.max(GRAIN_NANOS, sooner - now));
                return;
            }
        }
    }

    private void sweep(long planned) {
        if (!due.compareAndSet(planned, Long.MAX_VALUE)) {
            // An earlier sweep has been planned since; it has planned what comes after it.
            return;
        }
        long now = System.nanoTime();
        long[] earliest = {Long.MAX_VALUE};
        ledger.forEach(call -> {
            long left = call.deadlineNanos() - now;
            if (left <= 0) {
                expire.accept(call);
            } else {
                earliest[0] = Math.min(earliest[0], left);
            }
        });
        if (earliest[0] != Long.MAX_VALUE) {
            expect(now + Math.max(earliest[0], GRAIN_NANOS));
        }
    }
}
