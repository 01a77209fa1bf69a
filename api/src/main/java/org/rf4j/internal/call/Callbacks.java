package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Guide;

/**
 * Knows what the current thread may do (clause C17): inside a callback it must not block on RF4J, and while it is lent to
 * a driver it must not run the continuations of others.
 */
public final class Callbacks {

    private static final ThreadLocal<@Nullable State> STATE = new ThreadLocal<>();

    private enum State {
        CALLBACK,
        LENT
    }

    private Callbacks() {}

    /** Runs user code that must not block on RF4J. */
    static void run(Runnable userCode) {
        State before = STATE.get();
        STATE.set(State.CALLBACK);
        try {
            userCode.run();
        } finally {
            restore(before);
        }
    }

    /** Runs driver code on a caller's thread. */
    static void lend(Runnable driverCode) {
        State before = STATE.get();
        STATE.set(State.LENT);
        try {
            driverCode.run();
        } finally {
            restore(before);
        }
    }

    static boolean isLent() {
        return STATE.get() == State.LENT;
    }

    /** Refuses to block in a callback, where the thread that would bring the answer is this one. */
    public static void checkMayBlock() {
        if (STATE.get() == State.CALLBACK) {
            throw new IllegalStateException("a blocking RF4J call was made on a thread that completes RF4J's futures ("
                    + Thread.currentThread().getName() + "); use async(), thenApplyAsync with an executor of your own,"
                    + " or RedisConfig.Builder.callbackExecutor" + Guide.BLOCKING_IN_A_CALLBACK);
        }
    }

    private static void restore(@Nullable State before) {
        if (before == null) {
            STATE.remove();
        } else {
            STATE.set(before);
        }
    }
}
