package org.rf4j.internal.topology;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/**
 * Decides whether a node that answers may be used as the primary; that it says {@code master} alone proves nothing (clause
 * F7). Runs on the deciding thread.
 */
final class PrimaryProof {

    private final Sentinels sentinels;
    private final Failover failover;
    private @Nullable Known last;
    private @Nullable Restarted restarted;

    /** The primary that calls went to last, and what it said of itself. */
    record Known(Endpoint endpoint, RoleReport report) {}

    /** Another process at the address of the primary, and when it was first met. */
    private record Restarted(@Nullable String runId, long sinceNanos) {}

    PrimaryProof(Sentinels sentinels, Failover failover) {
        this.sentinels = sentinels;
        this.failover = failover;
    }

    /** Returns the primary that calls went to last; null before the first. */
    @Nullable Known last() {
        return last;
    }

    @Nullable Endpoint lastEndpoint() {
        return last == null ? null : last.endpoint();
    }

    /** Calls go to this node from now on. */
    void used(NodeLink link) {
        restarted = null;
        last = new Known(link.endpoint(), link.role());
    }

    /** The primary has said more of itself. */
    void described(NodeLink link, RoleReport report) {
        link.role(report);
        if (last != null
                && last.endpoint().equals(link.endpoint())
                && !last.report().equals(report)) {
            last = new Known(link.endpoint(), report);
        }
    }

    /** Returns whom to ask where no majority can be had: at the start, and after the loss of a mere connection. */
    @Nullable Endpoint withoutMajority() {
        if (last == null) {
            return sentinels.allTried() ? sentinels.namedByReachable() : null;
        }
        return failover.isOn() || sentinels.anyNamesOtherThan(last.endpoint()) ? null : last.endpoint();
    }

    /**
     * Returns what forbids to use a node; null if nothing does.
     *
     * @param movedTo where an early move led that is not confirmed yet; null if there is none
     */
    @Nullable String objection(NodeLink link, @Nullable Endpoint movedTo) {
        if (!link.role().isPrimary()) {
            return "it is not a primary (yet)";
        }
        if (!link.endpoint().equals(sentinels.named())) {
            return isTrusted(link, movedTo) ? null : "no majority of the sentinels names it";
        }
        return isStartedAnew(link) && mayBeBeingReplaced(link)
                ? "it was started anew, and the sentinels may be replacing it"
                : null;
    }

    /** Without a majority: at the start, or the very process that was the primary, with no sentinel against it. */
    private boolean isTrusted(NodeLink link, @Nullable Endpoint movedTo) {
        if (last == null) {
            return link.endpoint().equals(sentinels.namedByReachable());
        }
        Endpoint expected = movedTo != null ? movedTo : withoutMajority();
        return link.endpoint().equals(expected) && link.endpoint().equals(last.endpoint()) && !isStartedAnew(link);
    }

    /** Returns whether it cannot be shown that the process at the primary's address is still the same. */
    private boolean isStartedAnew(NodeLink link) {
        return last != null
                && last.endpoint().equals(link.endpoint())
                && (last.report().runId() == null
                        || !last.report().runId().equals(link.role().runId()));
    }

    /** The sentinels go on naming a primary until its successor is promoted; so they are asked what they are about. */
    private boolean mayBeBeingReplaced(NodeLink link) {
        String runId = link.role().runId();
        if (restarted == null || !Objects.equals(restarted.runId(), runId)) {
            restarted = new Restarted(runId, System.nanoTime());
            sentinels.poll();
        }
        return sentinels.anyReplaces() || !sentinels.askedSince(restarted.sinceNanos());
    }
}
