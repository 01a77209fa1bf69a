package org.rf4j.internal.topology;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;

/**
 * The way into a cluster while no node of it is connected: the configured nodes, which are never forgotten, and those last
 * known, each asked what it knows (clause F8). Runs on the deciding thread.
 */
final class ClusterEntry {

    private final Core core;
    private final RedisConfig config;
    private final Connector connector;
    private final ViewQuestion views;
    private final Listener listener;
    private final Failures failures = new Failures();
    private int outstanding;
    private boolean found;
    private int failed;
    private boolean planned;

    /** Hears what comes of it. */
    interface Listener {

        /** A node has told what it knows. */
        void entered(ClusterView view);

        /**
         * No node has answered; another round follows.
         *
         * @param incurable whether waiting cannot cure it
         */
        void notEntered(RedisException reason, boolean incurable);

        /** Returns whether there is still no other way to learn of the cluster. */
        boolean needsEntry();

        /** Returns the addresses at which nodes were known last. */
        Set<Endpoint> lastKnown();
    }

    ClusterEntry(Core core, RedisConfig config, Connector connector, ViewQuestion views, Listener listener) {
        this.core = core;
        this.config = config;
        this.connector = connector;
        this.views = views;
        this.listener = listener;
    }

    /** Asks every node there may be, at once; harmless while a round is on or planned. */
    void enter() {
        if (outstanding > 0 || planned || !listener.needsEntry()) {
            return;
        }
        Set<Endpoint> candidates = new LinkedHashSet<>(config.clusterNodes());
        candidates.addAll(listener.lastKnown());
        failures.clear();
        found = false;
        outstanding = candidates.size();
        candidates.forEach(this::ask);
    }

    private void ask(Endpoint node) {
        connector
                .connect(node, NodeLink::broken)
                .thenCompose(link -> views.ask(link).handle((view, failure) -> {
                    link.client().abandon();
                    if (failure != null) {
                        throw connector.explained(node, failure);
                    }
                    return view;
                }))
                .whenComplete((view, failure) -> {
                    outstanding--;
                    answered(node, view, failure);
                    if (outstanding == 0) {
                        roundOver();
                    }
                });
    }

    private void answered(Endpoint node, @Nullable ClusterView view, @Nullable Throwable failure) {
        if (failure != null) {
            failures.add("cluster node", node, Connector.asNodeException(node, failure));
        } else if (view == null || !view.ok()) {
            failures.add("cluster node", node, NodeException.notSent("it says cluster_state:fail", null));
        } else {
            found = true;
        }
        if (view != null) {
            listener.entered(view);
        }
    }

    private void roundOver() {
        if (found) {
            failed = 0;
        } else {
            failed++;
            listener.notEntered(failures.asException(), failures.hopeless() != null);
        }
        if (listener.needsEntry()) {
            planned = true;
            core.schedule(
                    () -> {
                        planned = false;
                        enter();
                    },
                    config.backoff().pause(Math.max(1, failed)));
        }
    }
}
