package org.rf4j.internal.topology;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;

/**
 * Connects to the node that is held to be the primary and asks what it is; one node at a time, with pauses between
 * attempts at the same. Another node is tried at once, whatever the one before is waiting for. Runs on the deciding
 * thread.
 */
final class PrimarySearch {

    private final Core core;
    private final Connector connector;
    private final RoleQuestion roles;
    private final PrimarySlot slot;
    private final ReconnectPace pace;
    private final Judge judge;
    private @Nullable Endpoint target;

    /** Counts the targets, so that what comes of an earlier one is known as such. */
    private long search;

    private boolean busy;

    /** Hears what was found. */
    interface Judge {

        /** A node has answered, and the link's role is what it says of itself. The judge uses the link or abandons it. */
        void found(NodeLink link);

        /** A node cannot be reached or asked. */
        void notFound(Endpoint target, NodeException failure);

        /** A pause is over: whether and where to try again is to be decided. */
        void pauseIsOver();
    }

    PrimarySearch(Core core, Connector connector, RoleQuestion roles, PrimarySlot slot, Backoff backoff, Judge judge) {
        this.core = core;
        this.connector = connector;
        this.roles = roles;
        this.slot = slot;
        this.pace = new ReconnectPace(backoff);
        this.judge = judge;
    }

    /** Asks a node; harmless while that is being done, or while the pause after an attempt lasts. */
    void seek(Endpoint node) {
        if (!node.equals(target)) {
            begin(node);
            pace.reset();
        }
        if (busy) {
            return;
        }
        busy = true;
        long number = search;
        connector
                .connect(node, slot::broken)
                .thenCompose(link -> roles.ask(link.client()).handle((report, failure) -> {
                    if (failure != null) {
                        link.client().abandon();
                        throw connector.explained(node, failure);
                    }
                    link.role(report);
                    return link;
                }))
                .whenComplete((link, failure) -> {
                    if (number != search) {
                        if (link != null) {
                            link.client().abandon();
                        }
                    } else if (failure != null) {
                        judge.notFound(node, Connector.asNodeException(node, failure));
                    } else {
                        busy = false;
                        judge.found(link);
                    }
                });
    }

    /** The attempt was in vain; the next at this node follows after a pause. */
    void pause() {
        pause(pace.failed());
    }

    /** The primary that was in use is lost: it is sought again, after a pause if the connection did not last. */
    void lost(NodeLink link) {
        if (target != null) {
            // Another is sought already.
            return;
        }
        begin(link.endpoint());
        Duration pause = pace.lost(link.age());
        if (!pause.isZero()) {
            pause(pause);
        }
    }

    private void pause(Duration pause) {
        busy = true;
        long number = search;
        core.schedule(
                () -> {
                    if (number == search) {
                        busy = false;
                        judge.pauseIsOver();
                    }
                },
                pause);
    }

    /** A primary is in use: what is sought next is a new search. */
    void over() {
        begin(null);
    }

    private void begin(@Nullable Endpoint node) {
        target = node;
        busy = false;
        search++;
    }
}
