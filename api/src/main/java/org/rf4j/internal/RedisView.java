package org.rf4j.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.Command;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.failover.Health;
import org.rf4j.failover.RedisEvent;
import org.rf4j.failover.Topology;
import org.rf4j.internal.call.BatchCalls;
import org.rf4j.internal.call.CallView;
import org.rf4j.internal.call.Callbacks;
import org.rf4j.internal.command.BlockingCommands;
import org.rf4j.internal.command.EncodedCommands;
import org.rf4j.internal.command.Requests;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.PubSub;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;

/** What a user holds: the rooms of one {@link OpenRedis}, seen with one set of call options. */
final class RedisView implements Redis, PubSub {

    private final OpenRedis open;
    private final Duration timeout;
    private final boolean idempotent;
    private final CallView blockingCalls;
    private final CallView futureCalls;
    private final RedisCommands<String, String> sync;
    private final AsyncRedisCommands<String, String> async;

    RedisView(OpenRedis open, Duration timeout, boolean idempotent) {
        this.open = open;
        this.timeout = timeout;
        this.idempotent = idempotent;
        this.blockingCalls = new CallView(open.dispatcher(), timeout.toNanos(), idempotent, true);
        this.futureCalls = new CallView(open.dispatcher(), timeout.toNanos(), idempotent, false);
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
        BatchCalls batch = new BatchCalls(open.dispatcher(), timeout.toNanos(), idempotent);
        R result;
        try {
            result = commands.apply(new EncodedCommands<>(batch, Codec.utf8(), Codec.utf8()));
        } catch (RuntimeException | Error failed) {
            batch.discard();
            throw failed;
        }
        batch.run();
        return result;
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
        return new RedisView(open, limit == null ? timeout : limit, idempotent || options.isIdempotent());
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
        NodeLink link = open.deployment().primary();
        if (link == null) {
            throw new RedisConnectionException(open.deployment().absence(), Outcome.NOT_EXECUTED, null);
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
}
