package org.rf4j.internal.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;

/**
 * The story of the current failover, told as events, each once (clause F1). Runs on the deciding thread; the epoch may be
 * read on any.
 */
final class Failover {

    private final DeploymentListener listener;
    private @Nullable Long startedAtNanos;
    private @Nullable Duration outage;
    private boolean everConnected;
    private volatile long epoch;

    Failover(DeploymentListener listener) {
        this.listener = listener;
    }

    boolean everConnected() {
        return everConnected;
    }

    boolean isOn() {
        return startedAtNanos != null;
    }

    long epoch() {
        return epoch;
    }

    /** A primary is going to be replaced; repeated signs of the same are ignored. */
    void begin(Endpoint primary, String reason) {
        if (startedAtNanos == null) {
            startedAtNanos = System.nanoTime();
            outage = null;
            listener.event(new RedisEvent.FailoverStarted(Instant.now(), primary, reason));
        }
    }

    /** The sentinels have given it up, or the primary is well again. */
    void abandon() {
        if (outage == null) {
            startedAtNanos = null;
        }
    }

    /**
     * Calls are about to run again, on this node: counts it. What is returned tells of it, once the state is applied.
     */
    Runnable opened(@Nullable Endpoint before, Endpoint now, boolean provisional) {
        RedisEvent event;
        if (!everConnected) {
            everConnected = true;
            epoch = 1;
            event = new RedisEvent.Connected(Instant.now(), now);
        } else if (before == null || before.equals(now)) {
            event = new RedisEvent.ConnectionRestored(Instant.now(), now);
        } else {
            begin(before, "another primary was found");
            epoch++;
            event = new RedisEvent.PrimaryChanged(Instant.now(), before, now, epoch, provisional);
        }
        return () -> {
            listener.event(event);
            Long started = startedAtNanos;
            if (started != null) {
                outage = Duration.ofNanos(System.nanoTime() - started);
            }
        };
    }

    /** A majority names the primary that calls go to. */
    void complete(Endpoint primary) {
        Duration duration = outage;
        if (startedAtNanos != null && duration != null) {
            startedAtNanos = null;
            outage = null;
            listener.event(new RedisEvent.FailoverCompleted(Instant.now(), primary, duration));
        }
    }

    /** Tells of nodes that have come and gone. */
    void announce(List<Node> before, List<Node> after) {
        Set<Endpoint> known = endpoints(before);
        Set<Endpoint> now = endpoints(after);
        after.stream()
                .filter(node -> !known.contains(node.endpoint()))
                .forEach(node -> listener.event(new RedisEvent.NodeAdded(Instant.now(), node)));
        before.stream()
                .filter(node -> !now.contains(node.endpoint()))
                .forEach(node -> listener.event(new RedisEvent.NodeRemoved(Instant.now(), node)));
    }

    private static Set<Endpoint> endpoints(List<Node> nodes) {
        Set<Endpoint> endpoints = new HashSet<>();
        nodes.forEach(node -> endpoints.add(node.endpoint()));
        return endpoints;
    }
}
