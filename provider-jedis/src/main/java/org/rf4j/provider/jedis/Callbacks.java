package org.rf4j.provider.jedis;

import java.util.concurrent.CompletableFuture;

/** Calls into the core, which throw nothing; should one do so all the same, it costs nobody else anything. */
final class Callbacks {

    private Callbacks() {}

    static void run(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error broken) {
            report(broken);
        }
    }

    /** Tells of an end, not before the one who is told has got what ended, and not at all if he never does. */
    static void runAfter(CompletableFuture<?> opened, Runnable callback) {
        opened.whenComplete((result, failure) -> {
            if (failure == null) {
                run(callback);
            }
        });
    }

    static void report(Throwable broken) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
    }
}
