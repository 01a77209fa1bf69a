package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;

/**
 * The one link that calls go over, or none. Links are put in, set aside while they do not answer, left and lost here, the
 * same way whatever the mode. Decisions run on the deciding thread; {@link #current()} may be read on any.
 */
final class PrimarySlot {

    /** A node that is being left has this long to answer what is in flight (clause F4). */
    private static final Duration LEAVING = Duration.ofMillis(50);

    /** Silence for this long, while somebody waits, sets the link aside: new calls park. */
    private static final Duration SUSPICION = Duration.ofMillis(250);

    /** Silence for this long after that ends the link. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    /** A judgement that comes later than this was itself held up, and waits for the answer once more. */
    private static final long LATE_NANOS = Duration.ofMillis(100).toNanos();

    private static final RawCommand PING = RawCommand.ofText("PING");

    /** Hears what happens to the link; on the deciding thread. */
    interface Watcher {

        /** The link that was in here is gone. */
        void lost(NodeLink link);

        /** The node does not answer: new calls park until it does, or until the link is gone. */
        default void setAside(NodeLink link) {}

        /** The node that did not answer does so again. */
        default void resumed(NodeLink link) {}
    }

    private final Core core;
    private final DeploymentListener listener;
    private final Watcher watcher;
    private volatile @Nullable NodeLink current;
    private volatile @Nullable NodeLink aside;
    private volatile @Nullable RedisException hopeless;
    private volatile String absence = "no primary has been found yet";
    private @Nullable Question asked;

    /** A question for a sign of life. Each has its own time to be answered. */
    private static final class Question {
        private final NodeLink link;
        private final String reason;

        /** When the node was last seen to answer something else: what was sent before has its answers first. */
        private @Nullable Long heardNanos;

        Question(NodeLink link, String reason) {
            this.link = link;
            this.reason = reason;
        }
    }

    /**
     * Creates an empty slot.
     *
     * @param watcher told what happens to the link
     */
    PrimarySlot(Core core, DeploymentListener listener, Watcher watcher) {
        this.core = core;
        this.listener = listener;
        this.watcher = watcher;
    }

    @Nullable NodeLink current() {
        return current;
    }

    /** Returns the link in use, or the one set aside while it does not answer. */
    @Nullable NodeLink held() {
        NodeLink link = current;
        return link != null ? link : aside;
    }

    @Nullable RedisException hopeless() {
        return hopeless;
    }

    String absence() {
        return absence;
    }

    /** Says why there is no primary, for the messages of calls that time out. */
    void absence(String reason) {
        hopeless = null;
        absence = reason;
    }

    void hopeless(RedisException reason) {
        hopeless = reason;
        absence = String.valueOf(reason.getMessage());
        listener.hopeless(reason);
    }

    /**
     * Calls go over this link from now on. The caller has left the one before.
     *
     * @param applied run when the link is in, before anybody is told
     */
    void open(NodeLink link, Runnable applied) {
        hopeless = null;
        aside = null;
        link.heldBy(this);
        current = link;
        if (link.isGone()) {
            // It was lost while it was being put in: whoever reported that found it not in here.
            link.client().abandon();
            lost(link);
            return;
        }
        applied.run();
        listener.opened(link);
    }

    /** No new call goes to the node; what is in flight has a moment to be answered, unless it is known to be silent. */
    void leave(NodeLink link, String reason) {
        boolean silent = aside == link;
        take(link);
        link.markLeft();
        absence = reason;
        NodeException cause = NodeException.unknown(link.endpoint() + " was left: " + reason, null);
        if (silent) {
            // Those who wait for its answers go on first; to take it apart has time.
            end(link, cause);
            core.execute(link.client()::abandon);
        } else {
            core.schedule(
                    () -> {
                        end(link, cause);
                        link.client().abandon();
                    },
                    LEAVING);
        }
    }

    private void end(NodeLink link, NodeException cause) {
        link.markGone(cause);
        listener.ended(link, cause);
    }

    /** The link is of no use any more. May be called on any thread; nothing goes there once it returns. */
    void broken(NodeLink link, NodeException cause) {
        if (link.markGone(cause)) {
            boolean wasIn = take(link);
            core.execute(() -> {
                if (link.holder() != null) {
                    listener.ended(link, cause);
                }
                link.client().abandon();
                if (wasIn) {
                    lost(link);
                }
            });
        }
    }

    private void lost(NodeLink link) {
        take(link);
        if (link.reportLoss()) {
            absence = "the connection to " + link.endpoint() + " was lost: " + link.endMessage();
            watcher.lost(link);
        }
    }

    /** Takes the link out, if it is in. */
    private synchronized boolean take(NodeLink link) {
        if (current != link && aside != link) {
            return false;
        }
        if (current == link) {
            current = null;
        }
        if (aside == link) {
            aside = null;
        }
        return true;
    }

    /** Asks the node for a sign of life; new calls park while it gives none. */
    void suspect(NodeLink link, String reason) {
        Question before = asked;
        if (current == link && (before == null || before.link != link)) {
            put(new Question(link, reason));
        }
    }

    private void put(Question question) {
        NodeLink link = question.link;
        asked = question;
        link.takeHeard();
        Asked.ask(core, link.client(), PING, SUSPICION.plus(PATIENCE)).whenComplete((pong, silence) -> {
            if (asked == question) {
                asked = null;
            }
            if (silence == null) {
                resume(link);
            } else if (answersOthers(question)) {
                put(new Question(link, question.reason));
            } else {
                broken(
                        link,
                        NodeException.unknown(link.endpoint() + " does not answer (" + question.reason + ")", silence));
            }
        });
        awaitAnswer(question);
    }

    /** Returns whether the node has answered something since the question was put, and not too long ago. */
    private boolean answersOthers(Question question) {
        if (question.link.takeHeard()) {
            return !question.link.isGone();
        }
        Long heard = question.heardNanos;
        return heard != null && System.nanoTime() - heard < PATIENCE.toNanos() && !question.link.isGone();
    }

    private void awaitAnswer(Question question) {
        long due = System.nanoTime() + SUSPICION.toNanos();
        core.schedule(
                () -> {
                    boolean heard = question.link.takeHeard();
                    if (heard) {
                        question.heardNanos = System.nanoTime();
                    }
                    if (asked == question && (heard || System.nanoTime() - due > LATE_NANOS)) {
                        // It is at work on what was sent before the question; or this thread was held up itself, so
                        // that the answer may be waiting to be read.
                        awaitAnswer(question);
                    } else {
                        setAside(question);
                    }
                },
                SUSPICION);
    }

    private void setAside(Question question) {
        NodeLink link = question.link;
        if (asked != question || current != link) {
            return;
        }
        absence = link.endpoint() + " does not answer (" + question.reason + ")";
        aside = link;
        current = null;
        listener.event(new RedisEvent.ConnectionLost(Instant.now(), link.endpoint(), absence));
        watcher.setAside(link);
    }

    private void resume(NodeLink link) {
        if (aside == link && !link.isGone()) {
            current = link;
            aside = null;
            listener.event(new RedisEvent.ConnectionRestored(Instant.now(), link.endpoint()));
            watcher.resumed(link);
            listener.opened(link);
        }
    }

    /** Leaves at once, waiting for nothing. */
    void close() {
        NodeLink link = held();
        if (link != null) {
            link.markGone(NodeException.unknown("closed", null));
            take(link);
            link.client().abandon();
        }
    }
}
