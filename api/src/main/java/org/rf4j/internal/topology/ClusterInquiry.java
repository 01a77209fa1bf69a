package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.spi.RawCommand;

/** Asks the nodes of a cluster what they know of it, and whether they still are what they were. On the deciding thread. */
final class ClusterInquiry {

    private static final RawCommand ROLE = RawCommand.ofText("ROLE");

    /** How often the nodes are asked while a primary is away. */
    private static final Duration HURRY = Duration.ofMillis(100);

    /** How often, when it has been away for so long that nobody is about to take its place. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int HURRIED_ROUNDS = 300;

    /** How many nodes are asked in one round; more would cost a big cluster much and tell nothing new. */
    private static final int ASKED_AT_ONCE = 3;

    private final Core core;
    private final RedisConfig config;
    private final ViewQuestion views;
    private final ClusterLinks links;
    private final ClusterEntry entry;
    private final Listener listener;
    private final Set<NodeLink> asked = new HashSet<>();
    private boolean hurrying;
    private int hurriedRounds;
    private volatile long seenNanos = System.nanoTime();
    private volatile boolean closed;

    /** Who wants to know. */
    interface Listener {

        /** Takes in what a node says of the cluster, and returns whether nothing has changed. */
        boolean take(ClusterView view);

        /** Returns whether a primary is away, or a change is not confirmed. */
        boolean isUnsettled();
    }

    ClusterInquiry(
            Core core,
            RedisConfig config,
            ViewQuestion views,
            ClusterLinks links,
            ClusterEntry entry,
            Listener listener) {
        this.core = core;
        this.config = config;
        this.views = views;
        this.links = links;
        this.entry = entry;
        this.listener = listener;
    }

    /** Returns when a node was last asked whose answer brought nothing new. */
    long seenNanos() {
        return seenNanos;
    }

    /** Asks some of the nodes that answer what they know; if none does, all that are known are tried. */
    void refresh() {
        List<ClusterPrimary> open = new ArrayList<>(links.all());
        open.removeIf(primary -> primary.link() == null);
        Collections.shuffle(open);
        open.stream().limit(ASKED_AT_ONCE).forEach(primary -> ask(primary.link()));
        entry.enter();
    }

    /** Asks one node, unless it is being asked. */
    void ask(@Nullable NodeLink link) {
        if (link != null && !closed && asked.add(link)) {
            long askedNanos = System.nanoTime();
            views.ask(link).whenComplete((view, failure) -> {
                asked.remove(link);
                if (failure == null && listener.take(view)) {
                    seenNanos = askedNanos;
                }
            });
        }
    }

    /** Keeps asking at short intervals as long as things are unsettled. */
    void hurry() {
        if (!listener.isUnsettled()) {
            hurriedRounds = 0;
        } else if (!hurrying && !closed) {
            hurrying = true;
            hurriedRounds++;
            core.schedule(
                    () -> {
                        hurrying = false;
                        refresh();
                        hurry();
                    },
                    hurriedRounds > HURRIED_ROUNDS ? PATIENCE : HURRY);
        }
    }

    /** Asks each primary for a sign of life: a frozen one is noticed before its calls reach their deadlines. */
    void heartbeat() {
        for (ClusterPrimary primary : links.all()) {
            NodeLink link = primary.link();
            if (link != null) {
                primary.slot().suspect(link, "it did not answer a ping");
                askWhetherStillPrimary(link);
            }
        }
    }

    /** A replica takes {@code SPUBLISH} without a word, so that whoever only publishes would not be sent elsewhere. */
    private void askWhetherStillPrimary(NodeLink link) {
        Asked.ask(core, link.client(), ROLE, config.connectTimeout()).whenComplete((role, silent) -> {
            List<?> told = Replies.list(role);
            if (!told.isEmpty() && "slave".equals(Replies.text(told.get(0)))) {
                refresh();
            }
        });
    }

    void close() {
        closed = true;
    }
}
