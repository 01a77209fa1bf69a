package org.rf4j.tck.server;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Does one thing to several processes at the same time. */
final class Concurrently {

    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "rf4j-tck-processes");
        thread.setDaemon(true);
        thread.start();
    };

    private Concurrently() {}

    /** Returns when the action has ended for each; throws the first failure after that. */
    static <T> void forEach(Collection<T> items, Consumer<T> action) {
        List<CompletableFuture<Void>> running = items.stream()
                .map(item -> CompletableFuture.runAsync(() -> action.accept(item), THREADS))
                .toList();
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
