package org.rf4j.internal.topology;

import java.time.Duration;
import org.rf4j.Backoff;

/**
 * How long to wait before the next attempt to connect to one node (clause C7): not at all after the loss of a connection
 * that stayed up, longer each time otherwise. That a connect succeeds is no reason to hurry: the next loss may follow at
 * once. Not thread-safe.
 */
public final class ReconnectPace {

    /** A connection that stayed up this long starts the backoff anew. */
    private static final Duration STEADY = Duration.ofSeconds(1);

    private final Backoff backoff;

    /** What the next pause is counted by; 0 after a connection that stayed up, or before any. */
    private int next;

    /** Creates the pace for a node that was not tried yet. */
    public ReconnectPace(Backoff backoff) {
        this.backoff = backoff;
    }

    /** An attempt has failed. Returns the pause before the next. */
    public Duration failed() {
        next = Math.max(next, 1);
        return pause();
    }

    /** A connection was lost that had been up for a while. Returns the pause, which may be none. */
    public Duration lost(Duration up) {
        if (up.compareTo(STEADY) >= 0) {
            next = 0;
        }
        return pause();
    }

    private Duration pause() {
        Duration pause = next == 0 ? Duration.ZERO : backoff.pause(next);
        next++;
        return pause;
    }

    /** It is about another node now. */
    public void reset() {
        next = 0;
    }
}
