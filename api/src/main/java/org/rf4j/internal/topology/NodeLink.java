package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;

/** The connection to one node, as the core sees it: from its connect until it is lost or left. */
public final class NodeLink {

    private final Endpoint endpoint;
    private final NodeClient client;
    private final SessionDoor door;
    private final long openedAtNanos = System.nanoTime();
    private volatile boolean heard;
    private volatile @Nullable NodeException end;
    private volatile boolean holdsPublishes = true;
    private volatile boolean left;
    private volatile @Nullable Long movedAtNanos;
    private volatile @Nullable PrimarySlot holder;
    private boolean lossReported;
    private volatile RoleReport role = RoleReport.UNKNOWN;

    NodeLink(Endpoint endpoint, NodeClient client) {
        this.endpoint = endpoint;
        this.client = client;
        this.door = new SessionDoor(client);
    }

    /** Returns the address that was connected to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the provider's side. */
    public NodeClient client() {
        return client;
    }

    /**
     * Opens a connection for one call alone; a few are opened at a time, the others queue.
     *
     * @param wanted whether it is still wanted when its turn has come
     */
    public CompletionStage<NodeSession> openSession(BooleanSupplier wanted) {
        return door.open(wanted);
    }

    /** Returns whether no call may go here any more. */
    public boolean isGone() {
        return end != null;
    }

    /** Returns why no call may go here any more; null while it may. */
    public @Nullable NodeException end() {
        return end;
    }

    /** Returns what the node last said of its role. */
    public RoleReport role() {
        return role;
    }

    /** Returns whether this is a link to the same process as another: the same link, or one with the same run id. */
    public boolean isSameServer(NodeLink other) {
        String id = role.runId();
        return this == other || (id != null && id.equals(other.role.runId()));
    }

    void role(RoleReport report) {
        role = report;
    }

    /** Returns whether publishes have to wait for this client's own subscriptions (clause P11); at first they do. */
    public boolean holdsPublishes() {
        return holdsPublishes;
    }

    /** Makes publishes wait, or lets them go. On the deciding thread. */
    public void holdPublishes(boolean hold) {
        holdsPublishes = hold;
    }

    /** Returns when calls last moved to this link from another, in terms of {@link System#nanoTime()}; null if never. */
    public @Nullable Long movedAtNanos() {
        return movedAtNanos;
    }

    void movedHere() {
        movedAtNanos = System.nanoTime();
    }

    /** The link has been put into a slot, which hears of its end from now on. */
    void heldBy(PrimarySlot slot) {
        holder = slot;
    }

    /** Returns where the link is used; null before it is. */
    @Nullable PrimarySlot holder() {
        return holder;
    }

    /** The driver has lost the connection. May be called on any thread; no call goes over it once this returns. */
    void broken(NodeException cause) {
        PrimarySlot in = holder;
        if (in != null) {
            in.broken(this, cause);
        } else {
            markGone(cause);
        }
    }

    /** Returns how long ago it was opened. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedAtNanos);
    }

    /** Marks the link as not to be used; the first reason stays. Returns whether this was the first. */
    boolean markGone(NodeException cause) {
        if (end != null) {
            return false;
        }
        synchronized (this) {
            if (end != null) {
                return false;
            }
            end = cause;
            return true;
        }
    }

    /** Returns whether the node is not used because another is, rather than because it was lost. */
    public boolean isLeft() {
        return left;
    }

    void markLeft() {
        left = true;
    }

    /** Returns true the first time; on the deciding thread. */
    boolean reportLoss() {
        boolean first = !lossReported;
        lossReported = true;
        return first;
    }

    String endMessage() {
        NodeException cause = end;
        return cause == null ? "unknown" : String.valueOf(cause.getMessage());
    }

    @Override
    public String toString() {
        return endpoint + (isGone() ? " (gone)" : "");
    }

    /** The node has answered something. */
    public void markHeard() {
        if (!heard) {
            heard = true;
        }
    }

    /** Returns whether the node has answered something since this was asked last. */
    boolean takeHeard() {
        boolean was = heard;
        heard = false;
        return was;
    }
}
