package org.rf4j.internal.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisException;
import org.rf4j.failover.Topology;
import org.rf4j.spi.NodeException;

/** Where calls go: the servers of one mode, found and followed. All methods may be called on any thread. */
public interface Deployment extends AutoCloseable {

    /** Begins to look for the primary; the listener hears of it. */
    void start();

    /** Returns the link that calls go over now, or null while the primary is known to be away. A volatile read. */
    @Nullable NodeLink primary();

    /** Returns what keeps the primary away that waiting cannot cure; null if waiting may help. */
    @Nullable RedisException hopeless();

    /** Says why there is no primary now, for messages. */
    String absence();

    /** A link turned out to be broken: nothing goes there from the return of this call on. */
    void broken(NodeLink link, NodeException cause);

    /**
     * A node refused a write as a replica does. Returns whether another primary is looked for, so that the call is worth
     * another attempt.
     */
    boolean demoted(NodeLink link, String code);

    /** A call on this link has passed its deadline without an answer. */
    void silent(NodeLink link);

    /** Returns when the last change of the primary was, in terms of {@link System#nanoTime()}; null before the first. */
    @Nullable Long movedAtNanos();

    /** Returns the servers as they are known. */
    Topology topology();

    /** Returns what is missing around a working primary: replicas and sentinels that are away, in words. */
    List<String> shortcomings();

    /** Abandons every link and stops looking. */
    @Override
    void close();
}
