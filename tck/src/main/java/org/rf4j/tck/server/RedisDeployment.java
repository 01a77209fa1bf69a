package org.rf4j.tck.server;

import java.time.Duration;
import java.util.List;

/**
 * Servers that belong together and that a client can be pointed at. Faults are done to its processes one by one;
 * {@link #restore(Duration)} makes the whole fit for the next fault.
 *
 * <p>Implementations are thread-safe, but two threads that do faults to one deployment, or restore it, have to agree
 * among themselves.
 */
public interface RedisDeployment extends AutoCloseable {

    /** Returns the kind of the deployment: {@code single}, {@code sentinel} or {@code cluster}. */
    String mode();

    /** Returns the addresses a client is configured with: the server's, or those of all sentinels or nodes. */
    List<NodeAddress> endpoints();

    /** Returns the servers that hold data, alive or dead, in an order that never changes. */
    List<RedisProcess> nodes();

    /**
     * Waits until the deployment is whole, without doing anything for it.
     *
     * @throws RedisServerException if it is not within the limit; the message says what was missing
     */
    void awaitStable(Duration limit);

    /**
     * Thaws what is frozen, starts what is dead, and waits until the deployment is whole and ready for the next fault.
     * Data is not cleared, but servers that were dead come back without theirs.
     *
     * @throws RedisServerException if that is not reached within the limit; the message says what was missing
     */
    void restore(Duration limit);

    /**
     * Gives a user a new password on every server that holds data, one after the other; see {@link
     * RedisProcess#rotatePassword}. Sentinels have users of their own.
     */
    default void rotatePassword(String user, String password) {
        nodes().forEach(node -> node.rotatePassword(user, password));
    }

    /** Kills every process and removes its files. Harmless when repeated. */
    @Override
    void close();
}
