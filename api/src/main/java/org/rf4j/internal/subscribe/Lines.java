package org.rf4j.internal.subscribe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rf4j.Protocol;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.ReconnectPace;
import org.rf4j.internal.topology.Redirection;
import org.rf4j.pubsub.Gap;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/**
 * The subscriber connections: one to each node that has channels of ours, opened again and filled again until it works
 * (clause P6), left when a channel belongs to another node (clause P10). Guarded by the hub's lock.
 */
final class Lines {

    /** Refusals that pass: the request is made again after a pause. */
    private static final Set<String> PASSING = Set.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

    private static final RawCommand SSUBSCRIBE = RawCommand.ofText("SSUBSCRIBE");
    private static final RawCommand SUBSCRIBE = RawCommand.ofText("SUBSCRIBE");

    private final Hub hub;
    private final Core core;
    private final RedisConfig config;
    private final Deployment deployment;
    private final @Nullable Gate gate;
    private final @Nullable BusProof bus;
    private final Future<?> pinging;
    private volatile BooleanSupplier blocked = () -> false;
    private final Map<NodeLink, Line> lines = new HashMap<>();
    private final Map<ChannelId, Line> assigned = new HashMap<>();
    private final Map<NodeLink, ReconnectPace> paces = new HashMap<>();
    private final Set<NodeLink> pausing = new HashSet<>();
    private int refusals;
    private boolean closed;

    /** Looks at a node before anything is subscribed there. */
    interface Gate {

        /** Returns what keeps a node from being of use, null if nothing does; or fails if the node cannot be asked. */
        CompletableFuture<@Nullable RedisException> look(NodeLink link);
    }

    Lines(Hub hub, Core core, RedisConfig config, Deployment deployment, @Nullable Gate gate) {
        this.hub = hub;
        this.core = core;
        this.config = config;
        this.deployment = deployment;
        this.gate = gate;
        Duration heartbeat = gate == null ? config.clusterBusHeartbeat() : null;
        this.bus = heartbeat == null
                ? null
                : new BusProof(this, hub, core, deployment, heartbeat, config.livenessTimeout());
        this.pinging = new Liveness(this, hub, core, config).start();
    }

    // ---------------------------------------------------------------- which channel on which node

    /** Brings channels to the nodes that they belong to now; those whose node is away stay where they are. */
    void follow(Collection<ChannelId> channels) {
        if (closed) {
            return;
        }
        place(bus == null ? channels : bus.with(channels));
    }

    private void place(Collection<ChannelId> channels) {
        Map<NodeLink, List<ChannelId>> coming = new LinkedHashMap<>();
        Map<Line, List<ChannelId>> leaving = new LinkedHashMap<>();
        for (ChannelId channel : channels) {
            NodeLink target = deployment.link(placeOf(channel));
            Line on = assigned.get(channel);
            if (target == null || target.isGone() || (on != null && on.link() == target)) {
                continue;
            }
            if (on != null) {
                leaving.computeIfAbsent(on, none -> new ArrayList<>()).add(channel);
            }
            coming.computeIfAbsent(target, none -> new ArrayList<>()).add(channel);
        }
        leaving.forEach(this::leave);
        coming.forEach(this::bring);
    }

    private int placeOf(ChannelId channel) {
        if (channel.isAnchored()) {
            return channel.anchor();
        }
        return channel.kind() == ChannelKind.SHARD
                ? deployment.placeOf(SSUBSCRIBE, channel.bytes())
                : deployment.placeOf(SUBSCRIBE, null);
    }

    private void leave(Line line, List<ChannelId> channels) {
        line.mute(channels);
        channels.forEach(assigned::remove);
        Set<ChannelId> ofSlots = new HashSet<>(channels);
        ofSlots.removeIf(channel -> channel.kind() != ChannelKind.SHARD);
        Set<ChannelId> others = new HashSet<>(channels);
        others.removeAll(ofSlots);
        others.removeIf(this::isPrivate);
        hub.interrupted(line, ofSlots, Gap.Cause.SLOT_MOVED, "they belong to another node now");
        hub.interrupted(line, others, Gap.Cause.PRIMARY_CHANGED, "they belong to another node now");
        if (assigned.containsValue(line)) {
            line.unsubscribe(channels);
        } else {
            lines.remove(line.link(), line);
            line.kill();
        }
    }

    private boolean isPrivate(ChannelId channel) {
        return bus != null && bus.isChannel(channel);
    }

    private void bring(NodeLink target, List<ChannelId> channels) {
        if (pausing.contains(target)) {
            return;
        }
        Line known = lines.get(target);
        Line line = known == null ? new Line(this, hub, target) : known;
        lines.put(target, line);
        channels.forEach(channel -> assigned.put(channel, line));
        if (known == null) {
            look(line, () -> open(line));
        } else {
            look(
                    line,
                    () -> line.subscribe(channels.stream()
                            .filter(channel -> assigned.get(channel) == line)
                            .toList()));
        }
    }

    /** Goes on once the node was seen to be of use; never before this returns, as others may be on their way to be asked. */
    private void look(Line line, Runnable then) {
        if (gate == null) {
            then.run();
            return;
        }
        gate.look(line.link())
                .whenComplete((objection, failure) ->
                        core.execute(() -> hub.locked(() -> seen(line, objection, failure, then))));
    }

    private void seen(Line line, @Nullable RedisException objection, @Nullable Throwable failure, Runnable then) {
        if (lines.get(line.link()) != line) {
            return;
        }
        if (failure != null) {
            lose(line, Gap.Cause.CONNECTION_LOST, String.valueOf(failure.getMessage()));
        } else if (objection != null) {
            reject(line, objection);
        } else {
            then.run();
        }
    }

    /** A node is of no use as it is now for what is not acknowledged there: it is looked at again, after pauses. */
    private void reject(Line line, RedisException objection) {
        Set<ChannelId> channels = takeFrom(line, channel -> line.acknowledgedAt(channel) == null);
        if (!assigned.containsValue(line)) {
            lines.remove(line.link(), line);
            line.kill();
        }
        if (!closed) {
            hub.rejected(channels, objection);
            followAfter(line.link(), pace(line.link()).failed());
        }
    }

    private Set<ChannelId> takeFrom(Line line, Predicate<ChannelId> chosen) {
        Set<ChannelId> channels = new HashSet<>();
        assigned.forEach((channel, at) -> {
            if (at == line && chosen.test(channel)) {
                channels.add(channel);
            }
        });
        channels.forEach(assigned::remove);
        return channels;
    }

    private ReconnectPace pace(NodeLink link) {
        return paces.computeIfAbsent(link, none -> new ReconnectPace(config.backoff()));
    }

    private void followAfter(NodeLink link, Duration pause) {
        pausing.add(link);
        core.schedule(
                () -> hub.locked(() -> {
                    pausing.remove(link);
                    hub.follow();
                }),
                pause);
    }

    private void open(Line line) {
        line.link()
                .client()
                .openSubscriber(line)
                .whenComplete((subscriber, failure) -> hub.locked(() -> {
                    if (failure != null) {
                        lose(line, Gap.Cause.CONNECTION_LOST, String.valueOf(failure.getMessage()));
                    } else {
                        opened(line, subscriber);
                    }
                }));
    }

    private void opened(Line opening, NodeSubscriber subscriber) {
        opening.opened(subscriber);
        if (lines.get(opening.link()) != opening) {
            opening.kill();
            return;
        }
        List<ChannelId> wanted = new ArrayList<>();
        assigned.forEach((channel, line) -> {
            if (line == opening) {
                wanted.add(channel);
            }
        });
        opening.subscribe(wanted);
    }

    /** Nobody wants these channels any more. */
    void release(List<ChannelId> channels) {
        Map<Line, List<ChannelId>> unused = new LinkedHashMap<>();
        for (ChannelId channel : channels) {
            Line line = assigned.remove(channel);
            if (line != null) {
                unused.computeIfAbsent(line, none -> new ArrayList<>()).add(channel);
            }
        }
        unused.forEach((line, gone) ->
                line.unsubscribe(gone.stream().filter(line::isAsked).toList()));
    }

    /** Returns when a channel was acknowledged where it is now; null if it is not. */
    @Nullable Long acknowledgedAt(ChannelId channel) {
        Line line = assigned.get(channel);
        return line == null || !isProved(line, channel) ? null : line.acknowledgedAt(channel);
    }

    private boolean isProved(Line line, ChannelId channel) {
        return bus == null || !BusProof.concerns(channel) || bus.proves(line);
    }

    /** Returns up to when all that was published on a channel has surely arrived on a line. */
    long proofNanos(Line line, ChannelId channel) {
        return bus == null || !BusProof.concerns(channel) ? line.proofNanos() : bus.proofNanos(line);
    }

    /** Takes a heartbeat in; false if the message is another. */
    boolean isHeartbeat(Line on, ChannelId channel, byte[] payload) {
        if (bus == null || !bus.isChannel(channel)) {
            return false;
        }
        hub.locked(() -> bus.heard(on, payload));
        return true;
    }

    /** Returns the channels that are assigned to a line which is still one. */
    Set<ChannelId> on(Line line) {
        Set<ChannelId> channels = new HashSet<>();
        if (lines.get(line.link()) == line) {
            assigned.forEach((channel, at) -> {
                if (at == line) {
                    channels.add(channel);
                }
            });
        }
        return channels;
    }

    // ---------------------------------------------------------------- what happens to lines

    /** The node of a link is not used any more. */
    void ended(NodeLink link, NodeException cause) {
        Line line = lines.get(link);
        if (line != null) {
            Gap.Cause why = link.isLeft() ? Gap.Cause.PRIMARY_CHANGED : Gap.Cause.CONNECTION_LOST;
            lose(line, why, String.valueOf(cause.getMessage()));
        }
        paces.remove(link);
        pausing.remove(link);
    }

    /**
     * A node has accepted other credentials (clause C11). Its line shows them, too, where it can, and is replaced where not.
     *
     * @param sinceNanos a line that was opened after this moment has shown them
     */
    void authenticated(NodeLink link, RawCommand auth, long sinceNanos) {
        Line line = lines.get(link);
        if (line == null || line.createdNanos() - sinceNanos > 0) {
            return;
        }
        if (config.protocol() == Protocol.RESP3) {
            line.authenticate(auth);
        } else {
            replace(line);
        }
    }

    /** A line has shown other credentials; whoever does not take them is replaced. */
    void authenticated(Line line, @Nullable ServerError refusal) {
        if (refusal != null) {
            replace(line);
        }
    }

    private void replace(Line line) {
        lose(line, Gap.Cause.CREDENTIALS, "its credentials have changed");
    }

    void acknowledged(Line on, ChannelId channel) {
        if (assigned.get(channel) == on) {
            refusals = 0;
            if (bus != null && BusProof.concerns(channel)) {
                bus.acknowledged(on, channel);
            } else {
                hub.acknowledged(channel);
            }
        }
    }

    /** The server has ended subscriptions that were not asked to end: their slot has moved. */
    void endedByServer(Line on, ChannelId channel) {
        if (assigned.remove(channel, on)) {
            on.mute(List.of(channel));
            hub.interrupted(on, Set.of(channel), Gap.Cause.SLOT_MOVED, "the server ended it: its slot has moved");
            deployment.unserved(on.link());
            followLater();
        }
    }

    void refused(Line on, List<ChannelId> channels, ServerError error) {
        List<ChannelId> own =
                channels.stream().filter(channel -> assigned.get(channel) == on).toList();
        Redirection redirection =
                deployment.isSharded() ? Redirection.of(error, on.link().endpoint()) : null;
        if (redirection != null || PASSING.contains(error.code())) {
            own.forEach(assigned::remove);
            core.execute(() -> {
                if (redirection != null) {
                    deployment.moved(on.link(), redirection.slot(), redirection.to());
                } else {
                    deployment.unserved(on.link());
                }
            });
            followLater();
        } else if (own.size() > 1) {
            // One of them is refused, and the server does not say which: ask one by one.
            own.forEach(channel -> on.subscribe(List.of(channel)));
        } else {
            own.forEach(channel -> {
                assigned.remove(channel);
                if (bus != null && bus.isChannel(channel)) {
                    bus.refused(on, error);
                } else {
                    hub.refused(channel, error);
                }
            });
        }
    }

    private void followLater() {
        core.schedule(hub::follow, config.backoff().pause(Math.min(++refusals, 20)));
    }

    void lost(Line gone, NodeException cause) {
        lose(gone, Gap.Cause.CONNECTION_LOST, String.valueOf(cause.getMessage()));
    }

    private void lose(Line gone, Gap.Cause cause, String why) {
        NodeLink link = gone.link();
        if (!lines.remove(link, gone)) {
            return;
        }
        gone.kill();
        Set<ChannelId> channels = takeFrom(gone, channel -> true);
        if (closed) {
            return;
        }
        channels.removeIf(this::isPrivate);
        hub.interrupted(gone, channels, cause, why);
        Duration pause = pace(link).lost(gone.provedUp());
        if (pause.isZero()) {
            core.execute(hub::follow);
        } else {
            followAfter(link, pause);
        }
    }

    /** A line has been silent for too long. */
    void unresponsive(Line line, String why) {
        lose(line, Gap.Cause.UNRESPONSIVE, why);
    }

    List<Line> all() {
        return List.copyOf(lines.values());
    }

    boolean isCurrent(Line line) {
        return lines.get(line.link()) == line;
    }

    /** Has reading pause while this says so. */
    void pauseWhile(BooleanSupplier full) {
        blocked = full;
    }

    boolean isBlocked() {
        return blocked.getAsBoolean();
    }

    /** Reads on where reading was paused. */
    void readOnSoon() {
        core.execute(() -> hub.locked(() -> lines.values().forEach(Line::readOn)));
    }

    void close() {
        closed = true;
        pinging.cancel(false);
        if (bus != null) {
            bus.close();
        }
        lines.values().forEach(Line::kill);
        lines.clear();
        assigned.clear();
    }
}
