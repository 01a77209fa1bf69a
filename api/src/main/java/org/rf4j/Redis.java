package org.rf4j;

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
     * Connects, and returns after a round trip to the primary (clause C1). Blocks up to the startup timeout.
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
