package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waiting until nothing is missing any more. */
final class Stability {

    private static final long PAUSE_MILLIS = 10;

    private Stability() {}

    /** Waits until {@code missing} says {@code null}; what it throws counts as an answer that something is missing. */
    static void await(String what, Duration limit, Supplier<@Nullable String> missing) {
        long began = System.nanoTime();
        while (true) {
            String reason = ask(missing);
            if (reason == null) {
                return;
            }
            if (System.nanoTime() - began >= limit.toNanos()) {
                throw new RedisServerException(what + " is not whole after " + limit.toMillis() + " ms: " + reason);
            }
            if (!Pause.millis(PAUSE_MILLIS)) {
                throw new RedisServerException("interrupted while waiting for " + what + ": " + reason);
            }
        }
    }

    static @Nullable String ask(Supplier<@Nullable String> missing) {
        try {
            return missing.get();
        } catch (UncheckedIOException | RespErrorException | RedisServerException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
