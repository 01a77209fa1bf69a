package org.rf4j.internal.subscribe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.RedisTimeoutException;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.internal.call.Answer;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.ServerError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is wanted subscribed: on one connection to the primary, opened again and filled again until it works
 * (clause P6), with every interruption told as a gap (clause P7).
 */
public final class Hub {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    /** Refusals that pass: the request is made again on a new connection. */
    private static final Set<String> PASSING = Set.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

    /** A liveness check that comes later than this was itself held up, and decides nothing yet (clause P12). */
    private static final long LATE_NANOS = Duration.ofMillis(300).toNanos();

    private final Core core;
    private final RedisConfig config;
    private final Consumer<RedisEvent> events;
    private final Consumer<Runnable> callBack;
    private final Runnable restored;
    private final Map<ChannelId, List<Sub<?>>> routes = new ConcurrentHashMap<>();
    private final Set<Sub<?>> subs = new HashSet<>();
    private @Nullable NodeLink primary;
    private @Nullable Line line;
    private int failures;
    private @Nullable Long interruptedAtNanos;
    private boolean graceGiven;
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
            Consumer<RedisEvent> events,
            Consumer<Runnable> callBack,
            Runnable restored) {
        this.core = core;
        this.config = config;
        this.events = events;
        this.callBack = callBack;
        this.restored = restored;
        core.every(this::checkLiveness, config.livenessInterval());
    }

    // ---------------------------------------------------------------- what users want

    /** Subscribes; the future ends when all is acknowledged, or with what keeps it from being. */
    public <V> Answer<Subscription> subscribe(
            SubscribeOptions<V> options, MessageListener<V> listener, String... channels) {
        Objects.requireNonNull(listener, "listener");
        checkChannels(channels);
        Executor executor = options.executor() == null ? core.blocking() : options.executor();
        Sub<V> sub = new Sub<>(this, options, listener, executor);
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
                        closed ? "this Redis has been closed" : "this subscription has been ended",
                        Outcome.NOT_EXECUTED));
                return;
            }
            subs.add(sub);
            List<ChannelId> fresh = sub.want(sub.ids(channels), done);
            fresh.forEach(channel -> routes.computeIfAbsent(channel, none -> new CopyOnWriteArrayList<>())
                    .add(sub));
            ask(fresh);
        });
        core.schedule(() -> giveUp(sub, done), config.commandTimeout());
        return done;
    }

    private void giveUp(Sub<?> sub, CompletableFuture<Void> done) {
        if (!done.isDone()) {
            fail(
                    sub,
                    done,
                    new RedisTimeoutException(
                            "SUBSCRIBE was not acknowledged within " + config.commandTimeout(), Outcome.UNKNOWN, null));
        }
    }

    /** Ends an attempt to acquire channels; nothing stays half subscribed (clause P1). */
    void fail(Sub<?> sub, CompletableFuture<Void> done, RedisException reason) {
        locked(() -> letGo(sub, sub.giveUp(done)));
        callBack.accept(() -> done.completeExceptionally(reason));
    }

    void complete(CompletableFuture<Void> done) {
        // Never under the lock: continuations are the users'.
        core.execute(() -> callBack.accept(() -> done.complete(null)));
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
            return sub.end();
        });
    }

    void overflowed(Sub<?> sub) {
        core.execute(() -> locked(() -> {
            LOG.warn("a subscription to {} is closed: its buffer overflowed", sub.wantedIds());
            subs.remove(sub);
            letGo(sub, sub.unwant(sub.wantedIds()));
            sub.stop();
        }));
    }

    private void letGo(Sub<?> sub, List<ChannelId> channels) {
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
        Line on = line;
        if (on != null && on.isOpen()) {
            on.unsubscribe(unused.stream().filter(on::isAsked).toList());
        }
    }

    private static void checkChannels(String... channels) {
        if (channels.length == 0) {
            throw new IllegalArgumentException("no channel was given; give at least one");
        }
        for (String channel : channels) {
            Objects.requireNonNull(channel, "a channel is null");
        }
    }

    // ---------------------------------------------------------------- the line

    /** Subscriptions go over this link's node from now on. On the deciding thread. */
    public void follow(NodeLink link) {
        Line stale = locked(() -> {
            primary = link;
            failures = 0;
            Line on = line;
            return on != null && on.link() != link ? on : null;
        });
        if (stale != null) {
            lose(stale, Gap.Cause.PRIMARY_CHANGED, "the primary is " + link.endpoint() + " now");
        }
        locked(() -> {
            openLine();
            checkRestored();
        });
    }

    /** The node of a link is not used any more. On the deciding thread. */
    public void ended(NodeLink link, NodeException cause) {
        Line stale = locked(() -> {
            if (primary == link) {
                primary = null;
            }
            return line != null && line.link() == link ? line : null;
        });
        if (stale != null) {
            lose(stale, Gap.Cause.CONNECTION_LOST, String.valueOf(cause.getMessage()));
        }
    }

    private void openLine() {
        NodeLink to = primary;
        if (closed || line != null || to == null || to.isGone()) {
            return;
        }
        if (routes.isEmpty()) {
            restored.run();
            return;
        }
        Line opening = new Line(this, to);
        line = opening;
        to.client().openSubscriber(opening).whenComplete((subscriber, failure) -> {
            if (failure != null) {
                lose(opening, Gap.Cause.CONNECTION_LOST, String.valueOf(failure.getMessage()));
            } else {
                opened(opening, subscriber);
            }
        });
    }

    private void opened(Line opening, NodeSubscriber subscriber) {
        locked(() -> {
            opening.opened(subscriber);
            if (line != opening || closed) {
                opening.kill();
                return;
            }
            opening.subscribe(List.copyOf(routes.keySet()));
            checkRestored();
        });
    }

    private void ask(List<ChannelId> channels) {
        Line on = line;
        if (on == null) {
            openLine();
        } else if (on.isOpen()) {
            List<ChannelId> unasked = new ArrayList<>();
            for (ChannelId channel : channels) {
                if (!on.isAsked(channel)) {
                    unasked.add(channel);
                } else if (on.acknowledgedAt(channel) != null) {
                    settle(channel);
                }
            }
            on.subscribe(unasked);
        }
    }

    void acknowledged(Line on, ChannelId channel) {
        if (on == line) {
            failures = 0;
            settle(channel);
            checkRestored();
        }
    }

    private void settle(ChannelId channel) {
        routes.getOrDefault(channel, List.of()).forEach(sub -> sub.acknowledged(channel));
    }

    private void checkRestored() {
        Line on = line;
        if (on == null || !on.isOpen() || !subs.stream().allMatch(Sub::isRestored)) {
            return;
        }
        restored.run();
        Long since = interruptedAtNanos;
        if (since != null) {
            interruptedAtNanos = null;
            events.accept(new RedisEvent.SubscriptionRestored(
                    Instant.now(), names(), Duration.ofNanos(System.nanoTime() - since)));
        }
    }

    void refused(Line on, List<ChannelId> channels, ServerError error) {
        if (on != line) {
            return;
        }
        if (PASSING.contains(error.code())) {
            core.execute(() -> lose(on, Gap.Cause.CONNECTION_LOST, error.text()));
        } else if (channels.size() > 1) {
            // One of them is refused, and the server does not say which: ask one by one.
            channels.stream().filter(routes::containsKey).forEach(channel -> on.subscribe(List.of(channel)));
        } else {
            channels.forEach(channel -> refused(channel, error));
            checkRestored();
        }
    }

    private void refused(ChannelId channel, ServerError error) {
        RedisCommandException refusal = new RedisCommandException(
                error.code(), "SUBSCRIBE to " + channel + ": " + error.text(), Outcome.NOT_EXECUTED);
        LOG.warn("the server refuses a subscription to {}: {}", channel, error.text());
        for (Sub<?> sub : routes.getOrDefault(channel, List.of())) {
            if (!sub.refused(channel, refusal)) {
                letGo(sub, List.of(channel));
            }
        }
    }

    void lost(Line gone, NodeException cause) {
        lose(gone, Gap.Cause.CONNECTION_LOST, String.valueOf(cause.getMessage()));
    }

    private void lose(Line gone, Gap.Cause cause, String why) {
        locked(() -> {
            if (line != gone) {
                return;
            }
            line = null;
            gone.kill();
            if (!subs.isEmpty() && !closed) {
                subs.forEach(sub -> sub.interrupted(gone, cause));
                if (interruptedAtNanos == null) {
                    interruptedAtNanos = System.nanoTime();
                    events.accept(new RedisEvent.SubscriptionLost(Instant.now(), names(), why));
                }
            }
            failures++;
            if (failures == 1) {
                core.execute(() -> locked(this::openLine));
            } else {
                core.schedule(() -> locked(this::openLine), config.backoff().pause(failures - 1));
            }
        });
    }

    // ---------------------------------------------------------------- liveness

    private void checkLiveness() {
        Line on = locked(() -> line != null && line.isOpen() ? line : null);
        if (on == null) {
            return;
        }
        if (on.ping() == null) {
            core.schedule(() -> judge(on), config.livenessTimeout());
        }
    }

    /** Decides on a line whose ping was sent one liveness timeout ago. */
    private void judge(Line on) {
        Long sent = on.pingSentNanos();
        if (sent == null || locked(() -> line != on)) {
            graceGiven = false;
            return;
        }
        long silent = System.nanoTime() - sent;
        if (silent > config.livenessTimeout().toNanos() + LATE_NANOS && !graceGiven) {
            // This check itself ran late, so the answer may be waiting to be read.
            graceGiven = true;
            core.schedule(() -> judge(on), config.livenessTimeout());
            return;
        }
        graceGiven = false;
        lose(
                on,
                Gap.Cause.UNRESPONSIVE,
                on.link().endpoint() + " has not answered a ping for "
                        + Duration.ofNanos(silent).toMillis() + " ms");
    }

    // ---------------------------------------------------------------- messages

    void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload, long proofNanos) {
        List<Sub<?>> listening = routes.get(new ChannelId(kind, pattern == null ? channel : pattern));
        if (listening == null) {
            return;
        }
        String name = new String(channel, StandardCharsets.UTF_8);
        String matched = pattern == null ? null : new String(pattern, StandardCharsets.UTF_8);
        listening.forEach(sub -> sub.deliver(matched, name, payload, proofNanos));
    }

    // ---------------------------------------------------------------- state

    boolean areAcknowledged(List<ChannelId> channels) {
        Line on = line;
        return on != null && channels.stream().allMatch(channel -> on.acknowledgedAt(channel) != null);
    }

    /** Returns the wanted channels that are not live now. */
    public Set<String> notLive() {
        return locked(() -> {
            Set<String> missing = new HashSet<>();
            Line on = line;
            for (ChannelId channel : routes.keySet()) {
                if (on == null || on.acknowledgedAt(channel) == null) {
                    missing.add(channel.toString());
                }
            }
            return missing;
        });
    }

    private Set<String> names() {
        Map<String, Boolean> names = new LinkedHashMap<>();
        routes.keySet().forEach(channel -> names.put(channel.toString(), true));
        return Set.copyOf(names.keySet());
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
            Line on = line;
            line = null;
            if (on != null) {
                on.kill();
            }
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
