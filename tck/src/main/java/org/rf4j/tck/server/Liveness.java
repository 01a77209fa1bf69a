package org.rf4j.tck.server;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether processes can answer at all. */
final class Liveness {

    private Liveness() {}

    static boolean canAnswer(RedisProcess process) {
        return process.isAlive() && !process.isFrozen();
    }

    /** Returns which process is dead or frozen, or {@code null} if none is. */
    static @Nullable String missing(Collection<RedisProcess> processes) {
        for (RedisProcess process : processes) {
            if (!canAnswer(process)) {
                return process + (process.isAlive() ? " is frozen" : " is dead");
            }
        }
        return null;
    }
}
