package org.rf4j.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blocking commands on keys of any type. See {@link RedisCommands} for what holds for all.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface KeyCommands<K, V> {

    /**
     * Copies a key, if the destination does not exist. Same as {@code COPY}.
     *
     * @param source the key to read from
     * @param destination the key to write to
     * @return true if it was copied; false if the source is missing or the destination exists
     */
    boolean copy(K source, K destination);

    /**
     * Copies a key. Same as {@code COPY}.
     *
     * @param source the key to read from
     * @param destination the key to write to
     * @param args the options
     * @return true if it was copied; false if the source is missing, or the destination exists and is not to be
     *     replaced
     */
    boolean copy(K source, K destination, CopyArgs args);

    /**
     * Removes keys. Same as {@code DEL}.
     *
     * @param keys the keys, at least one
     * @return the number of keys that existed
     */
    long del(K... keys);

    /**
     * Returns a key's value in the server's own format, for {@code RESTORE}. Same as {@code DUMP}.
     *
     * @param key the key
     * @return the value; null if the key is missing
     */
    byte @Nullable [] dump(K key);

    /**
     * Counts the keys that exist; one named twice counts twice. Same as {@code EXISTS}.
     *
     * @param keys the keys, at least one
     * @return the number
     */
    long exists(K... keys);

    /**
     * Lets a key expire after some time. Same as {@code PEXPIRE}.
     *
     * @param key the key
     * @param timeout the time, rounded up to milliseconds; zero or negative removes the key
     * @return true if it was set; false if the key is missing
     */
    boolean expire(K key, Duration timeout);

    /**
     * Lets a key expire after some time, under a condition. Same as {@code PEXPIRE}.
     *
     * @param key the key
     * @param timeout the time, rounded up to milliseconds; zero or negative removes the key
     * @param args the condition
     * @return true if it was set; false if the key is missing or the condition does not hold
     */
    boolean expire(K key, Duration timeout, ExpireArgs args);

    /**
     * Lets a key expire at a point in time. Same as {@code PEXPIREAT}.
     *
     * @param key the key
     * @param time the point, rounded up to milliseconds; one in the past removes the key
     * @return true if it was set; false if the key is missing
     */
    boolean expireat(K key, Instant time);

    /**
     * Lets a key expire at a point in time, under a condition. Same as {@code PEXPIREAT}.
     *
     * @param key the key
     * @param time the point, rounded up to milliseconds; one in the past removes the key
     * @param args the condition
     * @return true if it was set; false if the key is missing or the condition does not hold
     */
    boolean expireat(K key, Instant time, ExpireArgs args);

    /**
     * Returns when a key expires. Same as {@code PEXPIRETIME}.
     *
     * @param key the key
     * @return the point in time, or that there is none or no such key
     */
    Expiry<Instant> expiretime(K key);

    /**
     * Returns the keys that match a pattern. Takes time in proportion to all keys of the server and holds it up
     * meanwhile. Same as {@code KEYS}.
     *
     * @param pattern a glob, like {@code user:*}
     * @return the keys, in no order
     */
    List<K> keys(String pattern);

    /**
     * Moves a key to another database. Same as {@code MOVE}.
     *
     * @param key the key
     * @param database its number, from 0
     * @return true if it was moved; false if the key is missing, or exists there
     */
    boolean move(K key, int database);

    /**
     * Returns how the server stores a value. Same as {@code OBJECT ENCODING}.
     *
     * @param key the key
     * @return the name of the encoding, like {@code embstr}; null if the key is missing
     */
    @Nullable String objectEncoding(K key);

    /**
     * Returns how often a key is used. The server refuses unless it evicts by LFU. Same as {@code OBJECT FREQ}.
     *
     * @param key the key
     * @return the logarithmic counter; null if the key is missing
     */
    @Nullable Long objectFreq(K key);

    /**
     * Returns how long ago a key was used. The server refuses if it evicts by LFU. Same as {@code OBJECT IDLETIME}.
     *
     * @param key the key
     * @return the time, in whole seconds; null if the key is missing
     */
    @Nullable Duration objectIdletime(K key);

    /**
     * Returns how many references the server holds to a value. Same as {@code OBJECT REFCOUNT}.
     *
     * @param key the key
     * @return the number; null if the key is missing
     */
    @Nullable Long objectRefcount(K key);

    /**
     * Removes the time to live of a key. Same as {@code PERSIST}.
     *
     * @param key the key
     * @return true if it was removed; false if the key is missing or never expires
     */
    boolean persist(K key);

    /**
     * Returns some key. Same as {@code RANDOMKEY}.
     *
     * @return the key; null if there is none
     */
    @Nullable K randomkey();

    /**
     * Renames a key and overwrites the one that has the new name. A missing key is an error. Same as {@code RENAME}.
     *
     * @param key the key
     * @param newKey the new name
     */
    void rename(K key, K newKey);

    /**
     * Creates a key from what {@code DUMP} returned, without a time to live. An existing key is the error
     * {@code BUSYKEY}. Same as {@code RESTORE}.
     *
     * @param key the key
     * @param dump what {@code DUMP} returned
     */
    void restore(K key, byte[] dump);

    /**
     * Creates a key from what {@code DUMP} returned. Same as {@code RESTORE}.
     *
     * @param key the key
     * @param dump what {@code DUMP} returned
     * @param args the options
     */
    void restore(K key, byte[] dump, RestoreArgs args);

    /**
     * Renames a key, if none has the new name. A missing key is an error. Same as {@code RENAMENX}.
     *
     * @param key the key
     * @param newKey the new name
     * @return true if it was renamed; false if the new name is taken
     */
    boolean renamenx(K key, K newKey);

    /**
     * Returns the elements of a list, set or sorted set, which must be numbers, in order. Same as {@code SORT}.
     *
     * @param key the key
     * @return the elements; empty if the key is missing
     */
    List<V> sort(K key);

    /**
     * Returns the elements of a list, set or sorted set, or what belongs to them, in order. Same as {@code SORT}.
     *
     * @param key the key
     * @param args the options
     * @return the elements; empty if the key is missing; null for an element where a pattern of {@link SortArgs#get}
     *     finds nothing
     */
    List<@Nullable V> sort(K key, SortArgs args);

    /**
     * Returns what {@link #sort(Object)} returns, by a command that is known to change nothing. Same as
     * {@code SORT_RO}.
     *
     * @param key the key
     * @return the elements; empty if the key is missing
     */
    List<V> sortRo(K key);

    /**
     * Returns what {@link #sort(Object, SortArgs)} returns, by a command that is known to change nothing. Same as
     * {@code SORT_RO}.
     *
     * @param key the key
     * @param args the options
     * @return the elements; empty if the key is missing; null for an element where a pattern of {@link SortArgs#get}
     *     finds nothing
     */
    List<@Nullable V> sortRo(K key, SortArgs args);

    /**
     * Stores the elements of a list, set or sorted set, which must be numbers, as a list, from the lowest to the highest.
     * If there are none, the destination is removed. Same as {@code SORT … STORE}.
     *
     * @param key the key
     * @param destination the key to write to
     * @return the length of the list
     */
    long sortStore(K key, K destination);

    /**
     * Stores the elements of a list, set or sorted set, or what belongs to them, as a list, in order. Same as
     * {@code SORT … STORE}.
     *
     * @param key the key
     * @param args the options
     * @param destination the key to write to
     * @return the length of the list
     */
    long sortStore(K key, SortArgs args, K destination);

    /**
     * Marks keys as used just now. Same as {@code TOUCH}.
     *
     * @param keys the keys, at least one
     * @return the number of keys that exist
     */
    long touch(K... keys);

    /**
     * Returns how long a key has left to live. Same as {@code PTTL}.
     *
     * @param key the key
     * @return the time, to the millisecond, or that there is none or no such key
     */
    Expiry<Duration> ttl(K key);

    /**
     * Returns the type of a value. Same as {@code TYPE}.
     *
     * @param key the key
     * @return its name, like {@code string}, {@code hash} or {@code zset}; null if the key is missing
     */
    @Nullable String type(K key);

    /**
     * Removes keys, and frees their memory in the background. Same as {@code UNLINK}.
     *
     * @param keys the keys, at least one
     * @return the number of keys that existed
     */
    long unlink(K... keys);
}
