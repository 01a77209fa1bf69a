package org.rf4j.internal.topology;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/** A node that serves slots, or is about to, with the link to it. All but the slot is the deciding thread's. */
final class ClusterPrimary {

    private final Endpoint endpoint;
    private final PrimarySlot slot;
    private @Nullable String id;
    private long epoch = -1;
    private List<Endpoint> replicas = List.of();
    private boolean connecting;
    private boolean pausing;
    private boolean retired;
    private final ReconnectPace pace;
    private long wantedNanos = System.nanoTime();

    ClusterPrimary(Endpoint endpoint, ReconnectPace pace, Function<ClusterPrimary, PrimarySlot> slots) {
        this.endpoint = endpoint;
        this.pace = pace;
        this.slot = slots.apply(this);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    PrimarySlot slot() {
        return slot;
    }

    @Nullable NodeLink link() {
        return slot.current();
    }

    @Nullable String id() {
        return id;
    }

    /** Returns the highest configuration epoch that it was seen with; -1 if none yet. */
    long epoch() {
        return epoch;
    }

    List<Endpoint> replicas() {
        return replicas;
    }

    /** Takes in what a node says of it, unless more recent things are known. */
    void describedBy(ClusterView view, ClusterView.Peer peer) {
        id = peer.id();
        if (peer.epoch() >= epoch) {
            epoch = peer.epoch();
            replicas = view.replicasOf(peer);
        }
    }

    boolean isSameNode(ClusterPrimary other) {
        return this == other || (id != null && id.equals(other.id));
    }

    boolean isConnecting() {
        return connecting;
    }

    void connecting(boolean now) {
        connecting = now;
    }

    /** Returns whether the next attempt to connect is planned already. */
    boolean isPausing() {
        return pausing;
    }

    void pausing(boolean now) {
        pausing = now;
    }

    /** Returns whether nothing goes here any more, so that its end is no loss. */
    boolean isRetired() {
        return retired;
    }

    void retire() {
        retired = true;
    }

    /** Returns how soon the next attempt to connect may be made. */
    ReconnectPace pace() {
        return pace;
    }

    /** Somebody was sent here just now, slots or no slots. */
    void wanted() {
        wantedNanos = System.nanoTime();
    }

    long unwantedForNanos() {
        return System.nanoTime() - wantedNanos;
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
