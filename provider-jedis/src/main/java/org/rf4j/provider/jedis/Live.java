package org.rf4j.provider.jedis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something with a socket. */
interface Live {

    /** Begins to read. Called once at most, and not if it was ended before. Does not block. */
    void start();

    /** Closes the socket, if it is open. Does not block. */
    void end(Loss why);

    /** Returns the threads that end after that; null where there was no need of one. */
    List<@Nullable Thread> threads();

    /** Returns whether it has ended, with its threads. */
    default boolean isOver() {
        for (Thread thread : threads()) {
            if (thread != null && thread.getState() != Thread.State.TERMINATED) {
                return false;
            }
        }
        return true;
    }
}
