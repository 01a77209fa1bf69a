package org.rf4j.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.CallOptions;
import org.rf4j.Capability;
import org.rf4j.Codec;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.WatchFunction;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.Command;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.failover.Health;
import org.rf4j.failover.RedisEvent;
import org.rf4j.failover.Topology;
import org.rf4j.internal.call.BatchCalls;
import org.rf4j.internal.call.CallLimits;
import org.rf4j.internal.call.CallView;
import org.rf4j.internal.call.Callbacks;
import org.rf4j.internal.call.Calls;
import org.rf4j.internal.call.TransactionCalls;
import org.rf4j.internal.call.WatchedCalls;
import org.rf4j.internal.command.BlockingCommands;
import org.rf4j.internal.command.EncodedCommands;
import org.rf4j.internal.command.Requests;
import org.rf4j.internal.topology.Deployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.pubsub.KeyspaceEvent;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.PubSub;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.spi.RawCommand;

/** What a user holds: the rooms of one {@link OpenRedis}, seen with one set of call options. */
final class RedisView implements Redis, PubSub {

    /** Stands for any command with a key. */
    private static final RawCommand TOUCH = RawCommand.ofText("TOUCH");

    private final OpenRedis open;
    private final CallLimits limits;
    private final CallView blockingCalls;
    private final CallView futureCalls;
    private final RedisCommands<String, String> sync;
    private final AsyncRedisCommands<String, String> async;

    RedisView(OpenRedis open, CallLimits limits) {
        this.open = open;
        this.limits = limits;
        this.blockingCalls = new CallView(open.dispatcher(), limits, true);
        this.futureCalls = new CallView(open.dispatcher(), limits, false);
        this.sync = sync(Codec.utf8(), Codec.utf8());
        this.async = async(Codec.utf8(), Codec.utf8());
    }

    @Override
    public RedisCommands<String, String> sync() {
        return sync;
    }

    @Override
    public <K, V> RedisCommands<K, V> sync(Codec<K> keys, Codec<V> values) {
        return new BlockingCommands<>(blockingCalls, keys, values);
    }

    @Override
    public AsyncRedisCommands<String, String> async() {
        return async;
    }

    @Override
    public <K, V> AsyncRedisCommands<K, V> async(Codec<K> keys, Codec<V> values) {
        return new EncodedCommands<>(futureCalls, keys, values);
    }

    @Override
    public <R extends @Nullable Object> R batch(Function<AsyncRedisCommands<String, String>, R> commands) {
        Callbacks.checkMayBlock();
        BatchCalls batch = new BatchCalls(open.dispatcher(), limits);
        R result = collect(batch, batch::discard, commands);
        batch.run();
        return result;
    }

    @Override
    public <R extends @Nullable Object> R transaction(Function<AsyncRedisCommands<String, String>, R> commands) {
        Callbacks.checkMayBlock();
        TransactionCalls transaction = new TransactionCalls(open.dispatcher(), limits);
        R result = collect(transaction, transaction::discard, commands);
        transaction.run();
        return result;
    }

    @Override
    public <R> Optional<R> transaction(WatchFunction<R> function, String... watched) {
        if (watched.length == 0) {
            throw new IllegalArgumentException(
                    "no key is given to watch; use transaction(tx -> …) to run commands as one");
        }
        List<byte[]> keys = Arrays.stream(watched).map(Codec.utf8()::encode).toList();
        try (WatchedCalls calls = WatchedCalls.open(open.dispatcher(), limits, keys)) {
            TransactionCalls transaction = calls.transaction();
            R result;
            try {
                result = collect(
                        transaction,
                        transaction::discard,
                        tx -> function.apply(new BlockingCommands<>(calls, Codec.utf8(), Codec.utf8()), tx));
            } catch (RedisException failed) {
                if (calls.isLoss(failed)) {
                    return Optional.empty();
                }
                throw failed;
            }
            Objects.requireNonNull(result, "the function given to Redis.transaction returned null");
            return calls.run(transaction) ? Optional.of(result) : Optional.empty();
        }
    }

    /** Has a function call what is to be sent together; if it throws, nothing is. */
    private static <R extends @Nullable Object> R collect(
            Calls collected, Runnable discard, Function<AsyncRedisCommands<String, String>, R> commands) {
        boolean whole = false;
        try {
            R result = commands.apply(new EncodedCommands<>(collected, Codec.utf8(), Codec.utf8()));
            whole = true;
            return result;
        } finally {
            if (!whole) {
                discard.run();
            }
        }
    }

    @Override
    public PubSub pubSub() {
        return this;
    }

    @Override
    public Reply execute(Command command) {
        return blockingCalls.await(blockingCalls.start(Requests.of(command), Reply::of));
    }

    @Override
    public RedisFuture<Reply> executeAsync(Command command) {
        return futureCalls.start(Requests.of(command), Reply::of);
    }

    @Override
    public Redis with(CallOptions options) {
        Duration limit = options.timeout();
        return new RedisView(
                open,
                new CallLimits(
                        limit == null ? limits.timeoutNanos() : limit.toNanos(),
                        limits.idempotent() || options.isIdempotent(),
                        limits.splitsWrites() || options.splitsWrites()));
    }

    @Override
    public AutoCloseable onEvent(Consumer<? super RedisEvent> listener) {
        return open.onEvent(listener);
    }

    @Override
    public Health health() {
        Callbacks.checkMayBlock();
        return open.health().check().join();
    }

    @Override
    public Topology topology() {
        return open.deployment().topology();
    }

    @Override
    public String provider() {
        return open.providerName();
    }

    @Override
    public Set<Capability> capabilities() {
        return open.capabilities();
    }

    @Override
    public <C, R extends @Nullable Object> R withNative(Class<C> driverType, String key, Function<C, R> function) {
        Deployment deployment = open.deployment();
        int place = deployment.placeOf(TOUCH, key.getBytes(StandardCharsets.UTF_8));
        NodeLink link = deployment.link(place);
        if (link == null) {
            throw new RedisConnectionException(
                    Guide.CONNECTING.after(deployment.absence(place)), Outcome.NOT_EXECUTED, null);
        }
        return function.apply(link.client().unwrap(driverType));
    }

    @Override
    public void close() {
        open.close();
    }

    // ---------------------------------------------------------------- publish and subscribe

    @Override
    public <V> Subscription subscribe(SubscribeOptions<V> options, MessageListener<V> listener, String... channels) {
        Callbacks.checkMayBlock();
        return open.hub().subscribe(options, listener, channels).join();
    }

    @Override
    public <V> RedisFuture<Subscription> subscribeAsync(
            SubscribeOptions<V> options, MessageListener<V> listener, String... channels) {
        return open.hub().subscribe(options, listener, channels);
    }

    @Override
    public <K> Subscription keyspace(
            SubscribeOptions<K> options, MessageListener<KeyspaceEvent<K>> listener, String... events) {
        Callbacks.checkMayBlock();
        return open.hub().keyspace(options, listener, events).join();
    }

    @Override
    public <K> RedisFuture<Subscription> keyspaceAsync(
            SubscribeOptions<K> options, MessageListener<KeyspaceEvent<K>> listener, String... events) {
        return open.hub().keyspace(options, listener, events);
    }

    @Override
    public long publish(String channel, String message) {
        return sync.publish(channel, message);
    }

    @Override
    public long publish(String channel, byte[] message) {
        return sync(Codec.utf8(), Codec.bytes()).publish(channel, message);
    }

    @Override
    public RedisFuture<Long> publishAsync(String channel, String message) {
        return publishAsync(channel, message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public RedisFuture<Long> publishAsync(String channel, byte[] message) {
        return async(Codec.utf8(), Codec.bytes()).publish(channel, message);
    }

    @Override
    public long spublish(String channel, String message) {
        return sync.spublish(channel, message);
    }

    @Override
    public long spublish(String channel, byte[] message) {
        return sync(Codec.utf8(), Codec.bytes()).spublish(channel, message);
    }

    @Override
    public RedisFuture<Long> spublishAsync(String channel, String message) {
        return spublishAsync(channel, message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public RedisFuture<Long> spublishAsync(String channel, byte[] message) {
        return async(Codec.utf8(), Codec.bytes()).spublish(channel, message);
    }
}
