package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves to a replica that a sentinel has chosen, before a majority says so (clauses F7, F9). One at most is under way, and
 * one at most is made and not confirmed. Runs on the deciding thread.
 */
final class EarlyMoves {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyMoves.class);

    /** An early move that no majority has confirmed after this long may be disputed (clause F9). */
    static final Duration PROVISIONAL = Duration.ofSeconds(3);

    private final Core core;
    private final RedisConfig config;
    private final Connector connector;
    private final PrimarySlot slot;
    private final Sentinels sentinels;
    private final PrimaryProof proof;
    private final Consumer<NodeLink> moved;
    private @Nullable EarlyMove underWay;
    private @Nullable SentinelLink chooser;
    private @Nullable Choice followed;
    private @Nullable Unconfirmed unconfirmed;

    /** Which replica a sentinel has chosen. */
    private record Choice(SentinelLink by, Endpoint replica) {}

    /**
     * A move that was made and is not confirmed yet.
     *
     * @param from the primary that the sentinels go on naming until they confirm it
     */
    record Unconfirmed(PrimaryProof.Known from, Endpoint to, long sinceNanos) {

        boolean isDue() {
            return System.nanoTime() - sinceNanos >= PROVISIONAL.toNanos();
        }
    }

    EarlyMoves(
            Core core,
            RedisConfig config,
            Connector connector,
            PrimarySlot slot,
            Sentinels sentinels,
            PrimaryProof proof,
            Consumer<NodeLink> moved) {
        this.core = core;
        this.config = config;
        this.connector = connector;
        this.slot = slot;
        this.sentinels = sentinels;
        this.proof = proof;
        this.moved = moved;
    }

    @Nullable Unconfirmed unconfirmed() {
        return unconfirmed;
    }

    /** The last move was confirmed, or is given up. */
    void settled() {
        unconfirmed = null;
    }

    /**
     * Returns which primary of ours is meant by an address: the one in use, or the one that an unconfirmed move has left,
     * under whose name the sentinels speak until then; null for any other.
     */
    PrimaryProof.@Nullable Known concerned(Endpoint primary) {
        PrimaryProof.Known last = proof.last();
        if (last != null && last.endpoint().equals(primary)) {
            return last;
        }
        return unconfirmed != null && unconfirmed.from().endpoint().equals(primary) ? unconfirmed.from() : null;
    }

    /** Returns whether what a sentinel says of its choice, when it is asked, has not been followed yet. */
    boolean isNews(SentinelLink by, @Nullable Endpoint chosen) {
        if (chosen != null) {
            return !new Choice(by, chosen).equals(followed);
        }
        if (followed != null && followed.by() == by) {
            followed = null;
        }
        return false;
    }

    /** A sentinel has chosen a replica to replace a primary that is {@linkplain #concerned ours}. */
    void selected(SentinelLink by, PrimaryProof.Known primary, Endpoint replica) {
        followed = new Choice(by, replica);
        String history = primary.report().replicationId();
        if (!config.earlyMove() || history == null || !isReplica(primary, replica)) {
            LOG.debug("no early move to {}: its proof could not be checked", replica);
            return;
        }
        if (unconfirmed != null && unconfirmed.to().equals(replica)) {
            return;
        }
        if (underWay != null && !underWay.isOver()) {
            if (underWay.candidate().equals(replica)) {
                return;
            }
            underWay.stop();
        }
        EarlyMove move =
                new EarlyMove(core, config, connector, slot, replica, history, link -> promoted(primary, link));
        underWay = move;
        chooser = by;
        move.start();
    }

    private boolean isReplica(PrimaryProof.Known primary, Endpoint replica) {
        return primary.report().replicas().contains(replica)
                || sentinels.replicas().stream()
                        .anyMatch(node -> node.endpoint().equals(replica));
    }

    private void promoted(PrimaryProof.Known primary, NodeLink link) {
        underWay = null;
        // It may have described itself anew meanwhile, or be away: it is the same as long as it is at its place.
        if (concerned(primary.endpoint()) == null) {
            LOG.debug("{} was promoted, but {} is not what it replaces any more", link.endpoint(), primary.endpoint());
            link.client().abandon();
            return;
        }
        LOG.debug("{} was promoted and proves to continue {}: moving early", link.endpoint(), primary.endpoint());
        unconfirmed = new Unconfirmed(primary, link.endpoint(), System.nanoTime());
        moved.accept(link);
    }

    /** A sentinel has given up a failover: the one of its choice, if it was it that chose. */
    void aborted(SentinelLink by) {
        if (chooser == by) {
            stop();
        }
    }

    /** Ends the move that is under way, if there is one. */
    void stop() {
        if (underWay != null) {
            underWay.stop();
            underWay = null;
        }
        chooser = null;
    }
}
