package org.rf4j.command;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an asynchronous call, later. It completes by the call's deadline (clause C2), exceptionally with a
 * {@link org.rf4j.RedisException} where the call failed.
 *
 * <p>Stages added to it run on a core or driver thread, and must not block: a blocking RF4J call made there throws
 * {@link IllegalStateException} (clause C17). {@link org.rf4j.RedisConfig.Builder#callbackExecutor} moves them. Cancelling
 * a call that is still parked removes it; one in flight is only forgotten (clause C18).
 *
 * @param <T> the type of the answer
 * @since 0.1.0
 */
public interface RedisFuture<T extends @Nullable Object> extends CompletionStage<T>, Future<T> {

    /**
     * Waits for the answer. An interrupt ends the wait; the interrupt flag is kept.
     *
     * @return the answer
     * @throws org.rf4j.RedisException the failure itself, not wrapped
     * @throws java.util.concurrent.CancellationException if the call was cancelled
     * @throws IllegalStateException if called on a core or driver thread before the answer has come
     */
    T join();
}
