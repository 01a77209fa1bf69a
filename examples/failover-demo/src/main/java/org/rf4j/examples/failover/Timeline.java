package org.rf4j.examples.failover;

import java.util.Locale;

/** Prints what happens when it happens, with the time since the fault. Thread-safe. */
final class Timeline {

    private static final int BAR_WIDTH = 50;

    private volatile long originNanos = System.nanoTime();

    /** Counts from now on. */
    void begin() {
        originNanos = System.nanoTime();
    }

    double millis(long nanos) {
        return (nanos - originNanos) / 1e6;
    }

    void title(String text) {
        System.out.println(text);
    }

    void now(String what, String text) {
        at(System.nanoTime(), what, text);
    }

    synchronized void at(long nanos, String what, String text) {
        System.out.println(String.format(Locale.ROOT, "  %+9.1f ms  %-22s %s", millis(nanos), what, text));
    }

    /** Draws the time without a successful call as a bar, with the part that Redis itself needed. */
    void bar(double serversMillis, double outageMillis) {
        double longest = Math.max(outageMillis, serversMillis);
        int servers = (int) Math.round(BAR_WIDTH * serversMillis / Math.max(longest, 1));
        int rest = Math.max(0, BAR_WIDTH - servers);
        System.out.println();
        System.out.println(String.format(
                Locale.ROOT,
                "  without a primary %s%s  %.0f ms until the servers had one, %.1f ms more until a call succeeded",
                "█".repeat(Math.max(0, servers)),
                "░".repeat(rest),
                serversMillis,
                Math.max(0, outageMillis - serversMillis)));
        System.out.println();
    }
}
