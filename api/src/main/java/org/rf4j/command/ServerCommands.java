package org.rf4j.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on the server, and on the connection. See {@link RedisCommands} for what holds for all.
 *
 * <p>What speaks of a connection speaks of the one that the call goes over: callers share it, and it is replaced when it
 * is lost. In a cluster, what speaks of a server or of its connections asks one primary, the same as long as it works.
 *
 * @param <K> the type of keys
 * @since 0.1.0
 */
public interface ServerCommands<K> {

    /**
     * Returns the name of the connection. Same as {@code CLIENT GETNAME}.
     *
     * @return the client name of the configuration; null if there is none
     */
    @Nullable String clientGetname();

    /**
     * Returns the number of the connection. Same as {@code CLIENT ID}.
     *
     * @return the number, which is another after a reconnect
     */
    long clientId();

    /**
     * Returns what the server says of the connection. Same as {@code CLIENT INFO}.
     *
     * @return its state
     */
    ClientInfo clientInfo();

    /**
     * Returns what a server says of all its connections; in a cluster, those of one primary. Same as {@code CLIENT LIST}.
     *
     * @return the connections of all clients
     */
    List<ClientInfo> clientList();

    /**
     * Returns what a server says of its connections of one type; in a cluster, those of one primary. Same as
     * {@code CLIENT LIST TYPE}.
     *
     * @param type the type
     * @return the connections; empty if there are none
     */
    List<ClientInfo> clientList(ClientType type);

    /**
     * Returns what a server says of some of its connections. Same as {@code CLIENT LIST ID}.
     *
     * @param ids the numbers of the connections, at least one
     * @return the connections that exist, in the order of the numbers
     */
    List<ClientInfo> clientList(long... ids);

    /**
     * Returns the number of keys in the database; in a cluster, those of all primaries together. Same as {@code DBSIZE}.
     *
     * @return the number; counts keys that have expired and are not deleted yet
     */
    long dbsize();

    /**
     * Returns what it is given. Same as {@code ECHO}.
     *
     * @param message the text, sent as UTF-8
     * @return the same text
     */
    String echo(String message);

    /** Deletes all keys of every database; in a cluster, on every primary. Same as {@code FLUSHALL}. */
    void flushall();

    /**
     * Deletes all keys of every database; in a cluster, on every primary. Same as {@code FLUSHALL ASYNC} or
     * {@code FLUSHALL SYNC}.
     *
     * @param mode when the memory is freed
     */
    void flushall(FlushMode mode);

    /** Deletes all keys of the database; in a cluster, on every primary. Same as {@code FLUSHDB}. */
    void flushdb();

    /**
     * Deletes all keys of the database; in a cluster, on every primary. Same as {@code FLUSHDB ASYNC} or
     * {@code FLUSHDB SYNC}.
     *
     * @param mode when the memory is freed
     */
    void flushdb(FlushMode mode);

    /**
     * Returns how much memory a key takes, with its value and all that belongs to it; for a collection, reckoned from a
     * few of its elements. Same as {@code MEMORY USAGE}.
     *
     * @param key the key
     * @return the number of bytes; null if the key is missing
     */
    @Nullable Long memoryUsage(K key);

    /**
     * Returns how much memory a key takes, with its value and all that belongs to it. Same as
     * {@code MEMORY USAGE … SAMPLES}.
     *
     * @param key the key
     * @param samples from how many elements of a collection it is reckoned; 0 for all, which takes long for a large one
     * @return the number of bytes; null if the key is missing
     */
    @Nullable Long memoryUsage(K key, long samples);

    /**
     * Returns when the server has answered; in a cluster, one of them. {@link org.rf4j.Redis#health()} asks all. Same as
     * {@code PING}.
     *
     * @return {@code PONG}
     */
    String ping();

    /**
     * Returns what it is given. Same as {@code PING} with a message.
     *
     * @param message the text, sent as UTF-8
     * @return the same text
     */
    String ping(String message);

    /**
     * Returns the time of the server's clock; in a cluster, that of one of them. Same as {@code TIME}.
     *
     * @return the time, to the microsecond
     */
    Instant time();
}
