package org.rf4j.internal.topology;

import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;

/** The connection to one node, as the core sees it: from its connect until it is lost or left. */
public final class NodeLink {

    private final Endpoint endpoint;
    private final NodeClient client;
    private final long openedAtNanos = System.nanoTime();
    private volatile @Nullable NodeException end;
    private boolean lossReported;
    private volatile RoleReport role = RoleReport.UNKNOWN;

    NodeLink(Endpoint endpoint, NodeClient client) {
        this.endpoint = endpoint;
        this.client = client;
    }

    /** Returns the address that was connected to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** Returns the provider's side. */
    public NodeClient client() {
        return client;
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

    void role(RoleReport report) {
        role = report;
    }

    long openedAtNanos() {
        return openedAtNanos;
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
}
