package org.rf4j.internal.topology;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisException;
import org.rf4j.failover.Topology;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;

/**
 * Where calls go: the servers of one mode, found and followed. A call belongs to a place: the slot of its key in a
 * cluster, the one and only place elsewhere. All methods may be called on any thread, except where said.
 */
public interface Deployment extends AutoCloseable {

    /** Begins to look for primaries; the listener hears of it. */
    void start();

    /** Returns how many places there are; they are numbered from 0. */
    default int places() {
        return 1;
    }

    /** Returns the place of a command. */
    default int placeOf(RawCommand command, byte @Nullable [] firstKey) {
        return 0;
    }

    /** Returns one place of each primary that has any: what is sent to all of them reaches all data. */
    default int[] placesOfPrimaries() {
        return new int[] {0};
    }

    /** Returns what stands for the primary that has a place: the same object for each of its places. */
    default Object primaryOf(int place) {
        return this;
    }

    /** Returns when the primaries that have places were last seen to be all, in terms of {@link System#nanoTime()}. */
    default long primariesSeenNanos() {
        return System.nanoTime();
    }

    /** Returns whether keys belong to places, so that one call may have to be split. */
    default boolean isSharded() {
        return false;
    }

    /** Returns the link that calls go over now, or null while their primary is known to be away. Volatile reads. */
    @Nullable NodeLink link(int place);

    /** Returns what keeps the primary of a place away that waiting cannot cure; null if waiting may help. */
    @Nullable RedisException hopeless(int place);

    /** Says why a place has no primary now, for messages. */
    String absence(int place);

    /** A link turned out to be broken: nothing goes there from the return of this call on. */
    void broken(NodeLink link, NodeException cause);

    /**
     * A node refused a write as a replica does. Returns whether another primary is looked for, so that the call is worth
     * another attempt.
     */
    boolean demoted(NodeLink link, String code);

    /**
     * A node said that a place is another's now ({@code MOVED}). Returns false if this deployment knows no such thing. On
     * the deciding thread.
     */
    default boolean moved(NodeLink by, int place, Endpoint to) {
        return false;
    }

    /** Returns a link to the node that {@code ASK} names; on the deciding thread, and so does the stage complete. */
    default CompletableFuture<NodeLink> asked(Endpoint node) {
        return CompletableFuture.failedFuture(NodeException.notSent("there is no cluster here", null));
    }

    /** Slots are reported as served by nobody ({@code CLUSTERDOWN}): the map may be stale. */
    default void unserved(NodeLink by) {}

    /** A node is cut off from the others: what has no key goes elsewhere, if there is a choice. */
    default void isolated(NodeLink link) {}

    /** A call on this link has passed its deadline without an answer. */
    void silent(NodeLink link);

    /** Returns the servers as they are known. */
    Topology topology();

    /** Returns what is missing around a working primary: replicas and sentinels that are away, in words. */
    List<String> shortcomings();

    /**
     * Looks anew at what the nodes say of themselves, for a health check (clause C15). The future ends soon and does not
     * fail.
     */
    default CompletableFuture<Void> inspect() {
        return CompletableFuture.completedFuture(null);
    }

    /** Abandons every link and stops looking. */
    @Override
    void close();
}
