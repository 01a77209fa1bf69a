package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.failover.RedisEvent;

/** What happens in a cluster, told as events, each once and after it has been applied (clause F1). */
final class ClusterStory {

    /** A change that nobody has contested for this long is complete. */
    private static final long UNCONTESTED_NANOS = Duration.ofSeconds(10).toNanos();

    private final DeploymentListener listener;
    private final Map<Endpoint, Long> failing = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private boolean everConnected;
    private volatile long epoch;

    /** A replica that has taken over; told of when its link is open, completed when another node confirms it. */
    private static final class Change {
        private final Endpoint from;
        private final Endpoint to;
        private final long sinceNanos = System.nanoTime();
        private @Nullable Duration outage;

        Change(Endpoint from, Endpoint to) {
            this.from = from;
            this.to = to;
        }
    }

    ClusterStory(DeploymentListener listener) {
        this.listener = listener;
    }

    long epoch() {
        return epoch;
    }

    /** The other nodes have given a primary up, or one of its replicas claims its slots. */
    void failing(Endpoint primary, String reason) {
        if (failing.putIfAbsent(primary, System.nanoTime()) == null) {
            listener.event(new RedisEvent.FailoverStarted(Instant.now(), primary, reason));
        }
    }

    /** A replica serves the slots of a primary. */
    void succeeded(Endpoint from, Endpoint to, boolean open) {
        failing(from, to + " claims its slots with a higher epoch");
        Change change = new Change(from, to);
        changes.add(change);
        epoch++;
        if (open) {
            tell(change);
        }
    }

    /** Returns whether calls come to this node from another, once it is open. */
    boolean awaits(Endpoint to) {
        return changes.stream().anyMatch(change -> change.to.equals(to) && change.outage == null);
    }

    /** Returns whether a change is still to be confirmed by another node. */
    boolean isOpen() {
        return !changes.isEmpty();
    }

    /** A node serves no slots any more: nobody will confirm that it has taken over. */
    void left(Endpoint node) {
        for (Iterator<Change> open = changes.iterator(); open.hasNext(); ) {
            Change change = open.next();
            if (change.to.equals(node)) {
                open.remove();
                failing.remove(change.from);
            }
        }
    }

    void moved(Endpoint from, Endpoint to, int slots) {
        epoch++;
        listener.event(new RedisEvent.SlotsMoved(Instant.now(), from, to, slots));
    }

    /** The link to a node is open. */
    void opened(Endpoint node, boolean restored) {
        boolean changed = false;
        for (Change change : changes) {
            if (change.to.equals(node) && change.outage == null) {
                tell(change);
                changed = true;
            }
        }
        if (!changed && everConnected && restored) {
            failing.remove(node);
            listener.event(new RedisEvent.ConnectionRestored(Instant.now(), node));
        }
    }

    private void tell(Change change) {
        Long began = failing.get(change.from);
        change.outage = Duration.ofNanos(began == null ? 0 : System.nanoTime() - began);
        listener.event(new RedisEvent.PrimaryChanged(Instant.now(), change.from, change.to, epoch, true));
    }

    /** All primaries that a start needs are connected. */
    void ready(Endpoint node) {
        if (!everConnected) {
            everConnected = true;
            epoch++;
            listener.event(new RedisEvent.Connected(Instant.now(), node));
        }
    }

    /**
     * A node says who serves slots: the changes that it confirms are complete.
     *
     * @param alone whether one primary has all slots, so that no other can confirm it
     */
    void confirmed(ClusterView view, boolean alone) {
        ClusterView.Peer self = view.self();
        for (Iterator<Change> open = changes.iterator(); open.hasNext(); ) {
            Change change = open.next();
            ClusterView.Peer seen = view.find(null, change.to);
            boolean another = alone || self == null || !self.endpoint().equals(change.to);
            boolean confirmed = another && seen != null && seen.servesSlots();
            // Others may know it by another address, and then never seem to confirm it.
            boolean uncontested = System.nanoTime() - change.sinceNanos > UNCONTESTED_NANOS;
            Duration outage = change.outage;
            if (outage != null && (confirmed || uncontested)) {
                open.remove();
                failing.remove(change.from);
                listener.event(new RedisEvent.FailoverCompleted(Instant.now(), change.to, outage));
            }
        }
    }
}
