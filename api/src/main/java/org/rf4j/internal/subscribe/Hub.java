package org.rf4j.internal.subscribe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.internal.call.Answer;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.KeyspaceEvent;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.Overflow;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is wanted subscribed, wherever it belongs ({@link Lines}), with every interruption told as a gap (clause
 * P7).
 */
public final class Hub {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final Core core;
    private final RedisConfig config;
    private final Consumer<RedisEvent> events;
    private final Consumer<Runnable> callBack;
    private final Runnable restored;
    private final Map<ChannelId, List<Sub<?>>> routes = new ConcurrentHashMap<>();
    private final Set<Sub<?>> subs = new HashSet<>();
    private final Deployment deployment;
    private final Keyspaces keyspaces;
    private final LineGroups lines;
    private @Nullable Long interruptedAtNanos;
    private boolean closed;

    /**
     * Creates a hub that wants nothing.
     *
     * @param callBack completes a future where its continuations may run
     * @param restored told when all that is wanted is live again
     */
    public Hub(
            Core core,
            RedisConfig config,
            Deployment deployment,
            Consumer<RedisEvent> events,
            Consumer<Runnable> callBack,
            Runnable restored) {
        this.core = core;
        this.config = config;
        this.events = events;
        this.callBack = callBack;
        this.restored = restored;
        this.deployment = deployment;
        this.keyspaces = new Keyspaces(this, core, config, deployment);
        this.lines = new LineGroups(new Lines(this, core, config, deployment, null), keyspaces.lines());
    }

    // ---------------------------------------------------------------- what users want

    /** Subscribes; the future ends when all is acknowledged, or with what keeps it from being. */
    public <V> Answer<Subscription> subscribe(
            SubscribeOptions<V> options, MessageListener<V> listener, String... channels) {
        Objects.requireNonNull(listener, "listener");
        checkChannels(channels);
        ChannelKind kind = options.isShardChannels()
                ? ChannelKind.SHARD
                : options.isPatterns() ? ChannelKind.PATTERN : ChannelKind.CHANNEL;
        return subscribe(sub(Sub.Naming.of(kind), null, options, listener), channels);
    }

    /** Subscribes to events of keys on every primary; the same otherwise. */
    public <K> Answer<Subscription> keyspace(
            SubscribeOptions<K> options, MessageListener<KeyspaceEvent<K>> listener, String... events) {
        Objects.requireNonNull(listener, "listener");
        if (options.isPatterns() || options.isShardChannels()) {
            throw new IllegalArgumentException("events of keys are neither patterns nor shard channels; give options"
                    + " without patterns() and shardChannels()");
        }
        MessageListener<K> hearing = keyspaces.hearing(options.codec(), listener);
        return subscribe(sub(keyspaces, keyspaces.gate(), options, hearing), events);
    }

    /** Makes a subscription; one that blocks has lines for itself (clause P5). */
    private <V> Sub<V> sub(
            Sub.Naming naming, Lines.@Nullable Gate gate, SubscribeOptions<V> options, MessageListener<V> listener) {
        Lines own = null;
        if (options.overflow() == Overflow.BLOCK) {
            Lines opened = new Lines(this, core, config, deployment, gate);
            locked(() -> lines.add(opened));
            own = opened;
        }
        Executor executor = options.executor() == null ? core.blocking() : options.executor();
        return new Sub<>(this, naming, own, options, listener, executor);
    }

    private Answer<Subscription> subscribe(Sub<?> sub, String... channels) {
        Answer<Subscription> subscribed = new Answer<>();
        acquire(sub, channels).whenComplete((nothing, failure) -> {
            if (failure == null) {
                subscribed.complete(sub);
            } else {
                end(sub);
                subscribed.completeExceptionally(failure);
            }
        });
        return subscribed;
    }

    /** Wants channels for a subscription; the future ends when they are acknowledged. */
    Answer<Void> acquire(Sub<?> sub, String... channels) {
        checkChannels(channels);
        Answer<Void> done = new Answer<>();
        locked(() -> {
            if (closed || sub.isEnded()) {
                done.completeExceptionally(new RedisClosedException(
                        (closed ? "this Redis has been closed" : "this subscription has been ended") + Guide.CLOSED,
                        Outcome.NOT_EXECUTED));
                return;
            }
            keyspaces.reconcile(subs);
            List<ChannelId> wanted = sub.ids(channels);
            if (wanted.isEmpty()) {
                done.completeExceptionally(new RedisConnectionException(
                        "no primary is known to subscribe to yet" + Guide.SUBSCRIBING, Outcome.NOT_EXECUTED, null));
                return;
            }
            subs.add(sub);
            bring(sub, sub.want(wanted, done));
        });
        core.schedule(() -> giveUp(sub, done), config.commandTimeout());
        return done;
    }

    /** Has fresh channels of a subscription subscribed to where they belong. */
    void bring(Sub<?> sub, List<ChannelId> fresh) {
        fresh.forEach(channel -> routes.computeIfAbsent(channel, none -> new CopyOnWriteArrayList<>())
                .add(sub));
        lines.follow(fresh);
        fresh.stream().filter(channel -> lines.acknowledgedAt(channel) != null).forEach(this::settle);
    }

    /** Returns what is wanted of each primary. */
    List<ChannelId> anchoredChannels() {
        return routes.keySet().stream().filter(ChannelId::isAnchored).toList();
    }

    private void giveUp(Sub<?> sub, CompletableFuture<Void> done) {
        if (!done.isDone()) {
            fail(
                    sub,
                    done,
                    new RedisTimeoutException(
                            "SUBSCRIBE was not acknowledged within " + config.commandTimeout() + Guide.SUBSCRIBING,
                            Outcome.UNKNOWN,
                            null));
        }
    }

    /** Ends an attempt to acquire channels; nothing stays half subscribed (clause P1). */
    void fail(Sub<?> sub, CompletableFuture<Void> done, RedisException reason) {
        locked(() -> letGo(sub, sub.giveUp(done)));
        callBackLater(() -> done.completeExceptionally(reason));
    }

    void complete(CompletableFuture<Void> done) {
        callBackLater(() -> done.complete(null));
    }

    /** Whoever waits for channels of a subscription that has ended waits no longer. */
    void abandon(CompletableFuture<Void> done) {
        callBackLater(() -> done.completeExceptionally(new RedisClosedException(
                "the subscription, or its Redis, was closed before the server acknowledged it" + Guide.CLOSED,
                Outcome.UNKNOWN)));
    }

    /** Never under the lock, since continuations are the users'; also while everything is being closed, and after. */
    private void callBackLater(Runnable completion) {
        try {
            core.completions().execute(() -> callBack.accept(completion));
        } catch (RejectedExecutionException afterClose) {
            LOG.trace("a completion after close runs where it is", afterClose);
            completion.run();
        }
    }

    void release(Sub<?> sub, List<ChannelId> channels) {
        locked(() -> {
            letGo(sub, sub.unwant(channels));
            sub.closeGapIfRestored();
        });
    }

    CompletableFuture<Void> end(Sub<?> sub) {
        return locked(() -> {
            subs.remove(sub);
            letGo(sub, sub.unwant(sub.wantedIds()));
            lines.remove(sub.own());
            return sub.end();
        });
    }

    void overflowed(Sub<?> sub) {
        core.execute(() -> locked(() -> {
            LOG.warn("a subscription to {} is closed: its buffer overflowed{}", sub.wantedIds(), Guide.SUBSCRIBING);
            subs.remove(sub);
            letGo(sub, sub.unwant(sub.wantedIds()));
            lines.remove(sub.own());
            sub.stop();
        }));
    }

    void letGo(Sub<?> sub, List<ChannelId> channels) {
        List<ChannelId> unused = new ArrayList<>();
        for (ChannelId channel : channels) {
            List<Sub<?>> listening = routes.get(channel);
            if (listening != null) {
                listening.remove(sub);
                if (listening.isEmpty()) {
                    routes.remove(channel);
                    unused.add(channel);
                }
            }
        }
        lines.release(unused);
    }

    private static void checkChannels(String... channels) {
        if (channels.length == 0) {
            throw new IllegalArgumentException("no channel was given; give at least one");
        }
        for (String channel : channels) {
            Objects.requireNonNull(channel, "a channel is null");
        }
    }

    // ---------------------------------------------------------------- what happens to lines

    /** Brings what is wanted to where it belongs now. */
    public void follow() {
        locked(() -> {
            keyspaces.reconcile(subs);
            lines.follow(routes.keySet());
            checkRestored();
        });
    }

    /** The node of a link is not used any more. On the deciding thread. */
    public void ended(NodeLink link, NodeException cause) {
        locked(() -> lines.each(group -> group.ended(link, cause)));
    }

    /** A node has accepted other credentials on a link; see {@link Lines#authenticated}. On the deciding thread. */
    public void authenticated(NodeLink link, RawCommand auth, long sinceNanos) {
        locked(() -> lines.each(group -> group.authenticated(link, auth, sinceNanos)));
    }

    void acknowledged(ChannelId channel) {
        settle(channel);
        checkRestored();
    }

    private void settle(ChannelId channel) {
        routes.getOrDefault(channel, List.of()).forEach(sub -> sub.acknowledged(channel));
    }

    private void checkRestored() {
        if (!subs.stream().allMatch(Sub::isRestored)) {
            return;
        }
        restored.run();
        Long since = interruptedAtNanos;
        if (since != null) {
            interruptedAtNanos = null;
            events.accept(new RedisEvent.SubscriptionRestored(
                    Instant.now(), names(routes.keySet()), Duration.ofNanos(System.nanoTime() - since)));
        }
    }

    /** Channels have lost their line: what was established there may miss messages. */
    void interrupted(Line line, Set<ChannelId> channels, Gap.Cause cause, String why) {
        if (closed || channels.isEmpty()) {
            return;
        }
        subs.forEach(sub -> sub.interrupted(line, channels, cause));
        if (interruptedAtNanos == null) {
            interruptedAtNanos = System.nanoTime();
            events.accept(new RedisEvent.SubscriptionLost(Instant.now(), names(channels), why));
        }
    }

    /** The node of channels is of no use as it is: whoever waits for them fails, whoever had them goes on wanting. */
    void rejected(Set<ChannelId> channels, RedisException objection) {
        List.copyOf(subs).forEach(sub -> sub.fail(channels, objection));
    }

    /** A channel is refused for good. */
    void refused(ChannelId channel, ServerError error) {
        RedisCommandException refusal = new RedisCommandException(
                error.code(), "SUBSCRIBE to " + channel + ": " + error.text(), Outcome.NOT_EXECUTED);
        LOG.warn("the server refuses a subscription to {}: {}{}", channel, error.text(), Guide.SUBSCRIBING);
        for (Sub<?> sub : routes.getOrDefault(channel, List.of())) {
            if (!sub.refused(channel, refusal)) {
                letGo(sub, List.of(channel));
            }
        }
        checkRestored();
    }

    // ---------------------------------------------------------------- messages

    void message(ChannelId id, byte @Nullable [] pattern, byte[] channel, byte[] payload, long proofNanos) {
        List<Sub<?>> listening = routes.get(id);
        if (listening == null) {
            return;
        }
        String name = new String(channel, StandardCharsets.UTF_8);
        String matched = pattern == null ? null : new String(pattern, StandardCharsets.UTF_8);
        listening.forEach(sub -> sub.deliver(matched, name, payload, proofNanos));
    }

    // ---------------------------------------------------------------- state

    boolean areAcknowledged(List<ChannelId> channels) {
        return channels.stream().allMatch(channel -> lines.acknowledgedAt(channel) != null);
    }

    /** Returns the wanted channels that are not live now. */
    public Set<String> notLive() {
        return locked(() -> {
            Set<ChannelId> missing = new HashSet<>(routes.keySet());
            missing.removeIf(channel -> lines.acknowledgedAt(channel) != null);
            return names(missing);
        });
    }

    private static Set<String> names(Set<ChannelId> channels) {
        return channels.stream().map(ChannelId::toString).collect(Collectors.toUnmodifiableSet());
    }

    /** Ends every subscription: nothing is delivered once the callbacks that run have returned. */
    public List<CompletableFuture<Void>> close() {
        return locked(() -> {
            closed = true;
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (Sub<?> sub : List.copyOf(subs)) {
                running.add(sub.end());
            }
            subs.clear();
            routes.clear();
            lines.each(Lines::close);
            return running;
        });
    }

    synchronized <T> T locked(Supplier<T> action) {
        return action.get();
    }

    synchronized void locked(Runnable action) {
        action.run();
    }
}
