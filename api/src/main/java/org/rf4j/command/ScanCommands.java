package org.rf4j.command;

import java.util.stream.Stream;

/**
 * Cursors as streams. There is no asynchronous twin: reading a stream blocks. See {@link RedisCommands} for what holds for
 * all.
 *
 * <p>A stream asks for a page when it is read and the page before has been; it holds one page, is read in order also if
 * made parallel, and is for one thread. Each page is a call with its own deadline, and fails as such. After {@link
 * Stream#close()} nothing is asked any more; a stream that is not closed costs nothing either, since it holds no
 * connection, and nothing on a server.
 *
 * <p>What is there from the beginning to the end is returned at least once, what comes or goes meanwhile may be returned or
 * not, and some may come twice. A cursor is worth nothing but at the server that made it. When another takes its place (a
 * failover, a slot that moves), or the same is started anew, a stream ends with a {@link
 * org.rf4j.RedisConnectionException}, or, if asked to with {@code restarting()}, begins again there (clause X3). In a
 * cluster a new connection to the same server counts as another server.
 *
 * @param <K> the type of keys and of the fields of hashes
 * @param <V> the type of values
 * @since 0.1.0
 */
public interface ScanCommands<K, V> {

    /**
     * Goes over the fields of a hash. The typed form of {@code HSCAN}.
     *
     * @param key the key
     * @return the fields with their values; none if the key is missing
     */
    Stream<KeyValue<K, V>> hscan(K key);

    /**
     * Goes over the fields of a hash. The typed form of {@code HSCAN}.
     *
     * @param key the key
     * @param args which fields, and how many at a time
     * @return the fields with their values; none if the key is missing
     */
    Stream<KeyValue<K, V>> hscan(K key, ElementScanArgs args);

    /**
     * Goes over every key; see {@link #scan(ScanArgs)}.
     *
     * @return the keys
     */
    Stream<K> scan();

    /**
     * Goes over the keys of every primary, one primary after the other. A slot that moves to a primary which has been
     * gone over has that one gone over again; keys of a slot that is on its way meanwhile may be missed. The typed form of
     * {@code SCAN}.
     *
     * @param args which keys, and how many at a time
     * @return the keys
     */
    Stream<K> scan(ScanArgs args);

    /**
     * Goes over the members of a set. The typed form of {@code SSCAN}.
     *
     * @param key the key
     * @return the members; none if the key is missing
     */
    Stream<V> sscan(K key);

    /**
     * Goes over the members of a set. The typed form of {@code SSCAN}.
     *
     * @param key the key
     * @param args which members, and how many at a time
     * @return the members; none if the key is missing
     */
    Stream<V> sscan(K key, ElementScanArgs args);

    /**
     * Goes over the members of a sorted set, in no order. The typed form of {@code ZSCAN}.
     *
     * @param key the key
     * @return the members with their scores; none if the key is missing
     */
    Stream<ScoredValue<V>> zscan(K key);

    /**
     * Goes over the members of a sorted set, in no order. The typed form of {@code ZSCAN}.
     *
     * @param key the key
     * @param args which members, and how many at a time
     * @return the members with their scores; none if the key is missing
     */
    Stream<ScoredValue<V>> zscan(K key, ElementScanArgs args);
}
