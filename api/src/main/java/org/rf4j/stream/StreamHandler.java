package org.rf4j.stream;

/**
 * Does what an entry of a stream asks for. Called on the threads of the consumer, for several entries at once where it was
 * given a concurrency; it may block.
 *
 * @param <V> the type of values
 * @since 0.1.0
 */
@FunctionalInterface
public interface StreamHandler<V> {

    /**
     * Handles an entry. Returning acknowledges it. It may be called for the same entry again, here or by another consumer,
     * when an acknowledgement did not reach the server (clause S1): what it does should do no harm when done twice.
     *
     * @param delivery the entry
     * @throws Exception to have the entry delivered again, after a pause; once it has been delivered as often as the
     *     consumer allows, it goes to the dead letters
     */
    void handle(Delivery<V> delivery) throws Exception;
}
