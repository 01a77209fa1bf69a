package org.rf4j.internal.subscribe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisCommandException;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.pubsub.Gap;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/**
 * Heartbeats over the bus of a cluster (clause P14): messages on a private channel, published through every primary and
 * expected on the line that classic channels are on. Where they come, so does whatever else is published through that
 * primary; a connection whose node answers every ping proves nothing of the kind. Guarded by the hub's lock.
 */
final class BusProof {

    private final Lines lines;
    private final Hub hub;
    private final Core core;
    private final Deployment deployment;
    private final long timeoutNanos;
    private final ChannelId channel = ChannelId.of(ChannelKind.CHANNEL, "rf4j:bus:" + UUID.randomUUID());

    private final Map<String, Beat> unheard = new HashMap<>();

    /** When the last heartbeat through a primary that was heard had been sent; where none was, since when one is awaited. */
    private final Map<Object, Route> routes = new HashMap<>();

    private final Future<?> ticking;
    private volatile @Nullable Line line;
    private volatile boolean proved;
    private volatile long oldestNanos = System.nanoTime();
    private boolean idle;
    private long numbers;
    private long tryingSinceNanos;

    /** A heartbeat on its way. */
    private record Beat(Object primary, long sentNanos) {}

    /** What is known of the way from one primary. */
    private static final class Route {

        private boolean heard;
        private long provedNanos = System.nanoTime();

        /** When the first heartbeat that was taken, and not heard since, had been sent. */
        private @Nullable Long missingSinceNanos;
    }

    BusProof(Lines lines, Hub hub, Core core, Deployment deployment, Duration interval, Duration timeout) {
        this.lines = lines;
        this.hub = hub;
        this.core = core;
        this.deployment = deployment;
        this.timeoutNanos = timeout.toNanos();
        this.ticking = core.every(() -> hub.locked(this::tick), interval);
    }

    boolean isChannel(ChannelId other) {
        return channel.equals(other);
    }

    /** Returns whether a channel's messages come over the bus. */
    static boolean concerns(ChannelId channel) {
        return channel.kind() != ChannelKind.SHARD && !channel.isAnchored();
    }

    /** Returns these channels and, where there is something to prove, the private one. */
    Collection<ChannelId> with(Collection<ChannelId> channels) {
        if (!deployment.isSharded() || channels.stream().noneMatch(BusProof::concerns)) {
            return channels;
        }
        List<ChannelId> all = new ArrayList<>(channels);
        all.add(channel);
        return all;
    }

    /** Returns whether whatever is published through any primary arrives on a line. */
    boolean proves(Line on) {
        return !deployment.isSharded() || (on == line && proved);
    }

    /** Returns up to when all that was published, through whichever primary, has surely arrived on a line. */
    long proofNanos(Line on) {
        long answered = on.proofNanos();
        return deployment.isSharded() && on == line && oldestNanos - answered < 0 ? oldestNanos : answered;
    }

    private void note() {
        long oldest = System.nanoTime();
        for (Route route : routes.values()) {
            oldest = route.provedNanos - oldest < 0 ? route.provedNanos : oldest;
        }
        oldestNanos = oldest;
    }

    /** A classic channel, or the private one, is acknowledged: it is live where heartbeats arrive. */
    void acknowledged(Line on, ChannelId acknowledged) {
        if (!deployment.isSharded()) {
            hub.acknowledged(acknowledged);
        } else if (isChannel(acknowledged) || (on == line && idle)) {
            listenOn(on);
        } else if (proves(on)) {
            hub.acknowledged(acknowledged);
        }
    }

    /** From now on heartbeats are expected there. */
    private void listenOn(Line on) {
        line = on;
        idle = false;
        proved = false;
        tryingSinceNanos = System.nanoTime();
        routes.clear();
        unheard.clear();
        beat();
        note();
    }

    private Set<ChannelId> classicOn(Line on) {
        Set<ChannelId> channels = lines.on(on);
        channels.removeIf(each -> !concerns(each) || isChannel(each));
        return channels;
    }

    private void tick() {
        Line on = line;
        if (on == null) {
            return;
        }
        if (classicOn(on).isEmpty()) {
            idle = true;
            return;
        }
        if (on.isPaused()) {
            // What is on its way waits behind what is not read, and says nothing.
            unheard.clear();
            routes.values().forEach(route -> route.missingSinceNanos = null);
            return;
        }
        judge(on);
        beat();
    }

    void close() {
        ticking.cancel(false);
    }

    private void beat() {
        Set<Object> primaries = new HashSet<>();
        for (int place : deployment.placesOfPrimaries()) {
            NodeLink link = deployment.link(place);
            Object primary = deployment.primaryOf(place);
            if (link != null && primaries.add(primary)) {
                routes.computeIfAbsent(primary, none -> new Route());
                publish(link, primary);
            }
        }
        routes.keySet().retainAll(primaries);
        unheard.values().removeIf(beat -> !primaries.contains(beat.primary()));
    }

    private void publish(NodeLink link, Object primary) {
        String number = Long.toString(++numbers);
        long now = System.nanoTime();
        unheard.put(number, new Beat(primary, now));
        RawCommand publish = RawCommand.of("PUBLISH", channel.bytes(), number.getBytes(StandardCharsets.US_ASCII));
        link.client().send(publish, new ReplySink() {
            @Override
            public void reply(@Nullable Object raw) {
                core.execute(() -> hub.locked(() -> taken(number, raw)));
            }

            @Override
            public void failed(NodeException cause) {
                core.execute(() -> hub.locked(() -> unheard.remove(number)));
            }
        });
    }

    /** A primary has answered the publish; if the heartbeat was not heard yet, it is on the bus. */
    private void taken(String number, @Nullable Object raw) {
        Beat beat = unheard.get(number);
        Route route = beat == null ? null : routes.get(beat.primary());
        if (beat != null && route != null && route.missingSinceNanos == null) {
            route.missingSinceNanos = beat.sentNanos();
        }
        Line on = line;
        if (raw instanceof ServerError error && error.code().equals("NOPERM") && on != null) {
            refused(on, error);
        }
    }

    /** The private channel may not be used: nothing can be proved, so whoever waits for that fails. */
    void refused(Line on, ServerError error) {
        hub.rejected(
                classicOn(on),
                new RedisCommandException(
                        error.code(),
                        "the heartbeat over the bus, asked for by clusterBusHeartbeat, is refused: " + error.text()
                                + "; allow the channels rf4j:bus:* (ACL SETUSER … &rf4j:bus:*)" + Guide.SUBSCRIBING,
                        Outcome.NOT_EXECUTED));
    }

    void heard(Line on, byte[] payload) {
        Beat beat = on == line ? unheard.remove(new String(payload, StandardCharsets.US_ASCII)) : null;
        Route route = beat == null ? null : routes.get(beat.primary());
        if (beat == null || route == null) {
            return;
        }
        unheard.values()
                .removeIf(
                        before -> before.primary().equals(beat.primary()) && before.sentNanos() - beat.sentNanos() < 0);
        route.heard = true;
        route.provedNanos = beat.sentNanos();
        route.missingSinceNanos = null;
        note();
        if (!proved && routes.values().stream().allMatch(way -> way.heard)) {
            proved = true;
            classicOn(on).stream()
                    .filter(each -> on.acknowledgedAt(each) != null)
                    .forEach(hub::acknowledged);
        }
    }

    private void judge(Line on) {
        long now = System.nanoTime();
        List<Object> silent = routes.entrySet().stream()
                .filter(way -> {
                    Long since = way.getValue().missingSinceNanos;
                    return since != null && now - since > timeoutNanos;
                })
                .<Object>map(Map.Entry::getKey)
                .toList();
        if (!silent.isEmpty() && proved) {
            hub.interrupted(
                    on,
                    classicOn(on),
                    Gap.Cause.BUS,
                    "what is published through " + silent + " does not arrive at "
                            + on.link().endpoint());
            proved = false;
            tryingSinceNanos = now;
            routes.forEach((primary, route) -> route.heard = !silent.contains(primary));
        }
        if (!proved
                && now - tryingSinceNanos > timeoutNanos
                && routes.size() > 1
                && silent.size() >= routes.size() - 1) {
            // Nobody else is heard here: it is this node that is cut off.
            tryingSinceNanos = now;
            deployment.isolated(on.link());
        }
    }
}
