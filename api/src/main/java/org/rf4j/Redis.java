package org.rf4j;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.Command;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.Reply;
import org.rf4j.failover.Health;
import org.rf4j.failover.RedisEvent;
import org.rf4j.failover.Topology;
import org.rf4j.internal.OpenRedis;
import org.rf4j.pubsub.PubSub;

/**
 * Redis, over whichever provider is on the class path. Connections are opened, shared, lost and opened again behind it;
 * one instance serves a whole application. Thread-safe.
 *
 * @since 0.1.0
 */
public interface Redis extends AutoCloseable {

    /**
     * Connects, and returns after a round trip to the primary (clause C1). Blocks up to the startup timeout. With
     * {@link StartMode#LAZY} it returns at once, connected or not (clause C13).
     *
     * @param config how to connect
     * @return the connected instance; close it
     * @throws RedisProviderException if no provider can be used, or several could
     * @throws RedisException if no primary was reached; the message names every server tried and why it failed
     */
    static Redis connect(RedisConfig config) {
        return OpenRedis.connect(config);
    }

    /**
     * Connects as a URI says, like {@code redis://localhost:6379}; see {@link RedisConfig#fromUri}.
     *
     * @param uri the URI
     * @return the connected instance; close it
     * @throws RedisConfigException if the URI is malformed
     * @throws RedisException as {@link #connect(RedisConfig)} does
     */
    static Redis connect(String uri) {
        return connect(RedisConfig.fromUri(uri));
    }

    /**
     * Returns the commands that wait for their answers, with UTF-8 text for keys and values.
     *
     * @return the commands
     */
    RedisCommands<String, String> sync();

    /**
     * Returns the commands that wait for their answers, with other codecs.
     *
     * @param keys codec for keys
     * @param values codec for values
     * @param <K> the type of keys
     * @param <V> the type of values
     * @return the commands
     */
    <K, V> RedisCommands<K, V> sync(Codec<K> keys, Codec<V> values);

    /**
     * Returns the commands that answer later, with UTF-8 text for keys and values.
     *
     * @return the commands
     */
    AsyncRedisCommands<String, String> async();

    /**
     * Returns the commands that answer later, with other codecs.
     *
     * @param keys codec for keys
     * @param values codec for values
     * @param <K> the type of keys
     * @param <V> the type of values
     * @return the commands
     */
    <K, V> AsyncRedisCommands<K, V> async(Codec<K> keys, Codec<V> values);

    /**
     * Sends several commands in one round trip. The function calls commands and keeps their futures; they are sent when
     * it returns, and each is complete, with its own result or error, when this method returns. Nothing is sent if the
     * function throws. Not a transaction: commands of others may run in between. Blocks.
     *
     * @param commands calls what is to be sent, and returns what is to be returned
     * @param <R> the type of what is returned
     * @return what the function returned
     */
    <R extends @Nullable Object> R batch(Function<AsyncRedisCommands<String, String>, R> commands);

    /**
     * Runs several commands as one ({@code MULTI} … {@code EXEC}): all of them or none, and nothing of others in between.
     * The function calls commands and keeps their futures; they are sent when it returns, and each is complete when this
     * method returns. A command that fails while the transaction runs, like {@code INCR} on a list, fails its own future
     * alone: Redis takes nothing back. Nothing is sent if the function throws. Blocks.
     *
     * <pre>{@code
     * long left = redis.transaction(tx -> {
     *     tx.lpush("{shop}:orders", order);
     *     return tx.decr("{shop}:stock");
     * }).join();
     * }</pre>
     *
     * <p>In a cluster all keys must be in one slot. While the primary is away the transaction parks like one call (clause
     * C5), and after a refusal by which nothing ran it is sent again, whole (clause F3). A connection lost in between
     * leaves it {@link Outcome#UNKNOWN}: it ran whole or not at all.
     *
     * @param commands calls what is to be run, and returns what is to be returned
     * @param <R> the type of what is returned
     * @return what the function returned
     * @throws RedisCommandException if the server refused the transaction or a command while it was queued, so that
     *     nothing ran ({@code EXECABORT}); the code is that of the command's refusal, like {@code OOM}. Or with code
     *     {@code CROSSSLOT}, from within the function, if keys are in several slots
     * @throws RedisException if the call failed otherwise
     * @throws IllegalStateException from the function, if it waits for a future
     */
    <R extends @Nullable Object> R transaction(Function<AsyncRedisCommands<String, String>, R> commands);

    /**
     * Runs several commands as one, unless a key was changed meanwhile ({@code WATCH}, {@code MULTI} … {@code EXEC}). The
     * keys are watched, on a connection of this call's own; then the function reads and queues; then the queue is run if
     * nobody changed one of the keys. Try again as long as that is worth it:
     *
     * <pre>{@code
     * Optional<Long> left = Optional.empty();
     * while (left.isEmpty()) {
     *     left = redis.transaction((watched, tx) -> {
     *         long stock = Long.parseLong(watched.get("stock")) - 1;
     *         tx.set("stock", Long.toString(stock));
     *         return stock;
     *     }, "stock");
     * }
     * }</pre>
     *
     * <p>Blocks. If the function throws, nothing is run, the watch ends, and the exception is thrown on. The function is
     * called once.
     *
     * @param function reads and queues
     * @param watched the keys, at least one; in a cluster all in one slot, and with those that the function uses
     * @param <R> the type of what is returned
     * @return what the function returned; empty if nothing was run, since a key was changed or may have been: its server
     *     ceased to be the primary before {@code EXEC}
     * @throws RedisCommandException as {@link #transaction(Function)} does
     * @throws RedisException if the call failed otherwise; with {@link Outcome#UNKNOWN} it ran whole or not at all
     * @throws IllegalArgumentException if no key is given
     */
    <R> Optional<R> transaction(WatchFunction<R> function, String... watched);

    /**
     * Returns publish and subscribe.
     *
     * @return publish and subscribe
     */
    PubSub pubSub();

    /**
     * Sends any command. Blocks until it is answered.
     *
     * @param command the command
     * @return its reply
     * @throws RedisException if the call failed
     */
    Reply execute(Command command);

    /**
     * Sends any command without blocking.
     *
     * @param command the command
     * @return its reply, later
     */
    RedisFuture<Reply> executeAsync(Command command);

    /**
     * Returns a view with other options for its calls, over the same connections. Closing a view closes all.
     *
     * @param options what differs
     * @return the view
     */
    Redis with(CallOptions options);

    /**
     * Registers a listener for events. It is called in order, one event at a time, not on a thread that RF4J needs; what
     * it throws is logged (clause F1).
     *
     * @param listener told what happens
     * @return removes the listener when closed
     */
    AutoCloseable onEvent(Consumer<? super RedisEvent> listener);

    /**
     * Checks health now (clause F6). Blocks, at most for the command timeout, whatever hangs.
     *
     * @return what was found
     */
    Health health();

    /**
     * Returns the servers as they are known. Does not block.
     *
     * @return a snapshot
     */
    Topology topology();

    /**
     * Returns the name of the provider in use.
     *
     * @return the name, like {@code lettuce}
     */
    String provider();

    /**
     * Returns what the provider in use can do.
     *
     * @return the capabilities
     */
    Set<Capability> capabilities();

    /**
     * Lends the driver's own connection to the node that has a key, for what RF4J has no words for.
     *
     * @param driverType a type of the driver
     * @param key the key by which the node is found
     * @param function uses the connection; it must not keep it
     * @param <C> the driver's type
     * @param <R> the type of what is returned
     * @return what the function returned
     * @throws UnsupportedOperationException if the provider has no connection of that type; the message names those it
     *     has
     * @throws RedisConnectionException if the primary is away now
     */
    <C, R extends @Nullable Object> R withNative(Class<C> driverType, String key, Function<C, R> function);

    /**
     * Closes everything (clause C8): calls in flight have until the close timeout to end, later ones fail with
     * {@link RedisClosedException}, and nothing is delivered after this method returns. Idempotent; blocks no longer
     * than the close timeout and a moment, also when the servers are down or frozen.
     */
    @Override
    void close();
}
