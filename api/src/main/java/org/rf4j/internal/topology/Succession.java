package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.internal.Core;
import org.rf4j.spi.NodeException;

/**
 * Stands beside the replicas of a primary that does not answer, asks each for its role at short intervals, and hands over
 * the link to the one that says that it is a primary and claims the slots with a higher configuration epoch (clauses F2,
 * F7). The other nodes learn of it some 40 ms later. Runs on the deciding thread.
 */
final class Succession {

    private static final Duration PAUSE = Duration.ofMillis(2);

    /** After this long the pauses grow: a shard may be gone for hours. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LONG_PAUSE = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofMillis(300);

    private final Core core;
    private final Connector connector;
    private final RoleQuestion roles;
    private final ViewQuestion views;
    private final ClusterPrimary lost;
    private final BiConsumer<NodeLink, ClusterView> promoted;
    private final long startedAtNanos = System.nanoTime();
    private final Set<Endpoint> attended = new HashSet<>();
    private final Map<Endpoint, NodeLink> links = new HashMap<>();
    private final Map<Endpoint, RedisException> refusals = new HashMap<>();
    private boolean over;

    Succession(
            Core core,
            RedisConfig config,
            Connector connector,
            ViewQuestion views,
            ClusterPrimary lost,
            BiConsumer<NodeLink, ClusterView> promoted) {
        this.core = core;
        this.connector = connector;
        this.views = views;
        this.roles = new RoleQuestion(core, config, ANSWER);
        this.lost = lost;
        this.promoted = promoted;
    }

    /** Attends to the replicas that are known now; harmless to call again when others have become known. */
    void attend() {
        for (Endpoint replica : lost.replicas()) {
            if (!over && attended.add(replica)) {
                connect(replica);
            }
        }
    }

    /** Returns why no heir will ever take our calls: each refuses what waiting does not cure; null otherwise (clause C5). */
    private @Nullable RedisException hopeless() {
        return attended.isEmpty() || !refusals.keySet().containsAll(attended)
                ? null
                : refusals.values().iterator().next();
    }

    private void refused(Endpoint replica, NodeException failure) {
        Failures own = new Failures();
        own.add("cluster node", replica, failure);
        RedisException reason = own.hopeless();
        if (reason == null) {
            mayAccept(replica);
            return;
        }
        refusals.put(replica, reason);
        tellIfHopeless();
    }

    /** Ends the calls that wait for an heir, if there will be none; harmless to call again. */
    void tellIfHopeless() {
        RedisException hopeless = hopeless();
        if (hopeless != null && lost.slot().held() == null) {
            lost.slot().hopeless(hopeless);
        }
    }

    private void mayAccept(Endpoint replica) {
        boolean none = hopeless() != null;
        refusals.remove(replica);
        if (none && lost.slot().held() == null) {
            lost.slot().absence(lost + " is away, and " + replica + " may take its place");
        }
    }

    private void connect(Endpoint replica) {
        if (over) {
            return;
        }
        connector.connect(replica, this::down).whenComplete((link, failure) -> {
            if (over) {
                if (link != null) {
                    link.client().abandon();
                }
            } else if (failure != null) {
                refused(replica, Connector.asNodeException(replica, failure));
                core.schedule(() -> connect(replica), LONG_PAUSE);
            } else {
                mayAccept(replica);
                links.put(replica, link);
                ask(link);
            }
        });
    }

    /** On a driver thread; the link may have been handed over since. */
    private void down(NodeLink link, NodeException cause) {
        link.broken(cause);
        core.execute(() -> {
            if (links.remove(link.endpoint(), link) && !over) {
                link.client().abandon();
                connect(link.endpoint());
            }
        });
    }

    private void ask(NodeLink link) {
        if (over || links.get(link.endpoint()) != link) {
            return;
        }
        roles.askRole(link.client()).whenComplete((report, failure) -> {
            if (failure == null && report.isPrimary()) {
                prove(link);
            } else {
                askAgain(link);
            }
        });
    }

    private void askAgain(NodeLink link) {
        boolean young = System.nanoTime() - startedAtNanos < PATIENCE.toNanos();
        core.schedule(() -> ask(link), young ? PAUSE : LONG_PAUSE);
    }

    private void prove(NodeLink link) {
        views.ask(link).whenComplete((view, failure) -> {
            if (over || links.get(link.endpoint()) != link) {
                return;
            }
            ClusterView.Peer self = failure == null ? view.self() : null;
            if (self != null && self.servesSlots() && self.epoch() > lost.epoch()) {
                links.remove(link.endpoint());
                stop();
                promoted.accept(link, view);
            } else {
                askAgain(link);
            }
        });
    }

    void stop() {
        over = true;
        links.values().forEach(link -> link.client().abandon());
        links.clear();
    }
}
