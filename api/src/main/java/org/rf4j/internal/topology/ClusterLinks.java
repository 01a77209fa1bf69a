package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;

/**
 * The links to the nodes that serve slots: opened, lost, opened again with backoff (clause C7), left; and while one is
 * away, its replicas asked whether one has taken over. Runs on the deciding thread; the nodes may be read on any.
 */
final class ClusterLinks {

    private final Core core;
    private final RedisConfig config;
    private final Connector connector;
    private final ViewQuestion views;
    private final DeploymentListener listener;
    private final Owner owner;
    private final Map<Endpoint, ClusterPrimary> primaries = new ConcurrentHashMap<>();
    private final Map<ClusterPrimary, Succession> successions = new HashMap<>();
    private final Map<Endpoint, List<CompletableFuture<NodeLink>>> sought = new HashMap<>();
    private final Failures failures = new Failures();
    private volatile boolean closed;

    /** Decides what the links are for. */
    interface Owner {

        /** Returns whether a node serves slots. */
        boolean serves(ClusterPrimary primary);

        /** A node has told what it knows. */
        void learned(ClusterView view);

        /** A replica claims the slots of a primary that is away. Returns false if the link is not wanted. */
        void promoted(NodeLink link, ClusterView view);

        /** A link is about to be used: what has to be applied before anybody is told. */
        void applied();

        /**
         * A link is in use.
         *
         * @param again whether the same node was connected before
         */
        void opened(ClusterPrimary primary, NodeLink link, boolean again);

        /** Some node has come or gone. */
        void changed();

        /** A node cannot be reached; another attempt follows. */
        void unreachable(ClusterPrimary primary, RedisException reason);
    }

    ClusterLinks(
            Core core,
            RedisConfig config,
            Connector connector,
            ViewQuestion views,
            DeploymentListener listener,
            Owner owner) {
        this.core = core;
        this.config = config;
        this.connector = connector;
        this.views = views;
        this.listener = listener;
        this.owner = owner;
    }

    // ---------------------------------------------------------------- the nodes

    Collection<ClusterPrimary> all() {
        return primaries.values();
    }

    boolean noneOpen() {
        return primaries.values().stream().allMatch(primary -> primary.link() == null);
    }

    @Nullable ClusterPrimary find(Endpoint endpoint) {
        return primaries.get(endpoint);
    }

    /** Returns the node that a view speaks of; null if it is not known. */
    @Nullable ClusterPrimary find(ClusterView.Peer peer) {
        for (ClusterPrimary primary : primaries.values()) {
            // Some nodes may know it by another address; the one that works is kept.
            if (peer.id().equals(primary.id()) && primary.link() != null) {
                return primary;
            }
        }
        return primaries.get(peer.endpoint());
    }

    ClusterPrimary get(ClusterView.Peer peer) {
        ClusterPrimary known = find(peer);
        return known == null ? get(peer.endpoint()) : known;
    }

    ClusterPrimary get(Endpoint endpoint) {
        return primaries.computeIfAbsent(
                endpoint, none -> new ClusterPrimary(endpoint, new ReconnectPace(config.backoff()), this::slotOf));
    }

    private PrimarySlot slotOf(ClusterPrimary primary) {
        return new PrimarySlot(core, listener, new PrimarySlot.Watcher() {
            @Override
            public void lost(NodeLink link) {
                ClusterLinks.this.lost(primary, link);
            }

            @Override
            public void setAside(NodeLink link) {
                away(primary);
            }

            @Override
            public void resumed(NodeLink link) {
                endSuccession(primary);
                answerSeekers(primary, seeker -> seeker.complete(link));
                owner.changed();
            }
        });
    }

    // ---------------------------------------------------------------- opening

    /** Connects to every node that is wanted and has no link. */
    void connectAll() {
        primaries.values().forEach(this::connect);
        successions.values().forEach(Succession::attend);
    }

    void connect(ClusterPrimary primary) {
        if (closed
                || primary.isRetired()
                || primary.isConnecting()
                || primary.isPausing()
                || primary.slot().held() != null) {
            return;
        }
        primary.connecting(true);
        Endpoint endpoint = primary.endpoint();
        connector
                .connect(endpoint, NodeLink::broken)
                .thenCompose(link -> views.ask(link).handle((view, failure) -> {
                    if (failure != null) {
                        link.client().abandon();
                        throw Connector.asNodeException(endpoint, failure);
                    }
                    connected(primary, link, view);
                    return link;
                }))
                .whenComplete((link, failure) -> {
                    if (failure != null) {
                        connectFailed(primary, Connector.asNodeException(endpoint, failure));
                    }
                });
    }

    /** Its own words decide whether it is used: a primary, in a cluster that works. */
    private void connected(ClusterPrimary primary, NodeLink link, ClusterView view) {
        ClusterView.Peer self = view.self();
        boolean usable = self != null && self.primary() && view.ok();
        if (usable && !closed && !primary.isRetired() && primary.slot().held() == null) {
            primary.connecting(false);
            open(primary, link);
            owner.learned(view);
            return;
        }
        link.client().abandon();
        NodeException reason = NodeException.notSent(
                usable
                        ? "it is not needed any more"
                        : view.ok() ? "it is not a primary (any more)" : "it says cluster_state:fail",
                null);
        owner.learned(view);
        if (usable || primary.isRetired()) {
            primary.connecting(false);
            answerSeekers(primary, seeker -> seeker.completeExceptionally(reason));
        } else {
            connectFailed(primary, reason);
        }
    }

    void open(ClusterPrimary primary, NodeLink link) {
        boolean again = primary.id() != null;
        link.role(new RoleReport(RoleReport.Kind.PRIMARY, null, null, null, List.of()));
        failures.clear();
        endSuccession(primary);
        primary.slot().open(link, owner::applied);
        if (link.isGone()) {
            return;
        }
        answerSeekers(primary, seeker -> seeker.complete(link));
        owner.opened(primary, link, again);
    }

    private void connectFailed(ClusterPrimary primary, NodeException failure) {
        primary.connecting(false);
        answerSeekers(primary, seeker -> seeker.completeExceptionally(failure));
        if (closed || primary.isRetired()) {
            return;
        }
        failures.add("cluster node", primary.endpoint(), failure);
        primary.slot().absence(primary.endpoint() + " serves the slot and cannot be reached: " + failure.getMessage());
        // What one node refuses says nothing of the others.
        Failures own = new Failures();
        own.add("cluster node", primary.endpoint(), failure);
        RedisException reason = own.hopeless();
        if (reason != null) {
            primary.slot().hopeless(reason);
        }
        owner.unreachable(primary, failures.asException());
        away(primary);
        Succession succession = successions.get(primary);
        if (reason == null && succession != null) {
            succession.tellIfHopeless();
        }
        connectLater(primary, primary.pace().failed());
    }

    /** Plans the next attempt, one at a time: views that come in meanwhile do not hasten it (clause C7). */
    private void connectLater(ClusterPrimary primary, Duration pause) {
        if (!primary.isPausing()) {
            primary.pausing(true);
            core.schedule(
                    () -> {
                        primary.pausing(false);
                        connect(primary);
                    },
                    pause);
        }
    }

    // ---------------------------------------------------------------- losing and leaving

    private void lost(ClusterPrimary primary, NodeLink link) {
        if (closed || primary.isRetired()) {
            return;
        }
        listener.event(new RedisEvent.ConnectionLost(Instant.now(), link.endpoint(), link.endMessage()));
        away(primary);
        Duration pause = primary.pace().lost(link.age());
        if (pause.isZero()) {
            connect(primary);
        } else {
            connectLater(primary, pause);
        }
    }

    /** A primary does not answer: its replicas are asked whether one has taken over. */
    private void away(ClusterPrimary primary) {
        if (owner.serves(primary)) {
            successions
                    .computeIfAbsent(
                            primary,
                            lost -> new Succession(core, config, connector, views, lost, (link, view) -> {
                                successions.remove(lost);
                                owner.promoted(link, view);
                            }))
                    .attend();
        }
        owner.changed();
    }

    private void endSuccession(ClusterPrimary primary) {
        Succession succession = successions.remove(primary);
        if (succession != null) {
            succession.stop();
        }
    }

    /** Nothing goes to a node any more. */
    void retire(ClusterPrimary primary, String reason) {
        primary.retire();
        primaries.remove(primary.endpoint(), primary);
        endSuccession(primary);
        answerSeekers(primary, seeker -> seeker.completeExceptionally(NodeException.notSent(reason, null)));
        NodeLink held = primary.slot().held();
        if (held != null) {
            primary.slot().leave(held, reason);
        }
    }

    // ---------------------------------------------------------------- ASK

    /** Returns a link to a node that a call was sent to by {@code ASK}. */
    CompletableFuture<NodeLink> seek(ClusterPrimary target) {
        NodeLink link = target.link();
        if (link != null) {
            return CompletableFuture.completedFuture(link);
        }
        CompletableFuture<NodeLink> seeker = new CompletableFuture<>();
        sought.computeIfAbsent(target.endpoint(), none -> new ArrayList<>()).add(seeker);
        connect(target);
        return seeker;
    }

    private void answerSeekers(ClusterPrimary primary, Consumer<CompletableFuture<NodeLink>> answer) {
        List<CompletableFuture<NodeLink>> waiting = sought.remove(primary.endpoint());
        if (waiting != null) {
            waiting.forEach(answer);
        }
    }

    void close() {
        closed = true;
        primaries.values().forEach(primary -> primary.slot().close());
        core.execute(() -> {
            successions.values().forEach(Succession::stop);
            successions.clear();
        });
    }
}
