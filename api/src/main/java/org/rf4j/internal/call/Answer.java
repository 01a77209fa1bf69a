package org.rf4j.internal.call;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;

/** A future whose {@link #join()} throws the failure itself. */
public class Answer<T extends @Nullable Object> extends CompletableFuture<T> implements RedisFuture<T> {

    /** Creates a future that is to be completed. */
    public Answer() {}

    /** Ends the wait of a thread that was interrupted, by ending the future. */
    protected void interrupted() {
        completeExceptionally(
                new RedisException("the thread that waited was interrupted", org.rf4j.Outcome.UNKNOWN, null));
    }

    /** Refuses to wait where no answer can come. */
    protected void checkMayWait() {
        Callbacks.checkMayBlock();
    }

    @Override
    public T join() {
        if (!isDone()) {
            checkMayWait();
        }
        try {
            return get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted();
            return joinEnded();
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        }
    }

    private T joinEnded() {
        try {
            return super.join();
        } catch (CompletionException failed) {
            throw unwrapped(failed);
        }
    }

    private static RuntimeException unwrapped(Throwable failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof CancellationException cancelled) {
            return cancelled;
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(failed);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        // Stages derived from an answer are plain futures: they have no call of their own.
        return new CompletableFuture<>();
    }
}
