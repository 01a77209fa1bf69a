package org.rf4j.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous commands on hashes; those of {@link HashCommands} without the wait.
 * See {@link AsyncRedisCommands} for what holds for all.
 *
 * @param <K> the type of keys and of fields
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface AsyncHashCommands<K, V> {

    /**
     * Removes fields. Same as {@code HDEL}.
     *
     * @param key the key
     * @param fields the fields, at least one
     * @return the number of fields that existed
     */
    RedisFuture<Long> hdel(K key, K... fields);

    /**
     * Returns whether a field exists. Same as {@code HEXISTS}.
     *
     * @param key the key
     * @param field the field
     * @return true if it exists
     */
    RedisFuture<Boolean> hexists(K key, K field);

    /**
     * Returns the value of a field. Same as {@code HGET}.
     *
     * @param key the key
     * @param field the field
     * @return the value; null if the field is missing
     */
    RedisFuture<@Nullable V> hget(K key, K field);

    /**
     * Returns all fields. Same as {@code HGETALL}.
     *
     * @param key the key
     * @return the values by field, in the order of the answer; empty if the key is missing
     */
    RedisFuture<Map<K, V>> hgetall(K key);

    /**
     * Adds to a whole number; a missing field counts as 0. Same as {@code HINCRBY}.
     *
     * @param key the key
     * @param field the field
     * @param increment what to add
     * @return the new number
     */
    RedisFuture<Long> hincrby(K key, K field, long increment);

    /**
     * Adds to a floating-point number; a missing field counts as 0. Same as {@code HINCRBYFLOAT}.
     *
     * @param key the key
     * @param field the field
     * @param increment what to add; finite
     * @return the new number
     */
    RedisFuture<Double> hincrbyfloat(K key, K field, double increment);

    /**
     * Returns the names of all fields. Same as {@code HKEYS}.
     *
     * @param key the key
     * @return the names; empty if the key is missing
     */
    RedisFuture<List<K>> hkeys(K key);

    /**
     * Returns the number of fields. Same as {@code HLEN}.
     *
     * @param key the key
     * @return the number; 0 if the key is missing
     */
    RedisFuture<Long> hlen(K key);

    /**
     * Returns the values of fields. Same as {@code HMGET}.
     *
     * @param key the key
     * @param fields the fields, at least one
     * @return the values in the order of the fields; null for a missing one
     */
    RedisFuture<List<@Nullable V>> hmget(K key, K... fields);

    /**
     * Returns the name of some field. Same as {@code HRANDFIELD}.
     *
     * @param key the key
     * @return the name; null if the key is missing
     */
    RedisFuture<@Nullable K> hrandfield(K key);

    /**
     * Returns the names of some fields. Same as {@code HRANDFIELD}.
     *
     * @param key the key
     * @param count how many at most, each once; if negative, exactly so many, the same ones perhaps several times
     * @return the names; empty if the key is missing
     */
    RedisFuture<List<K>> hrandfield(K key, long count);

    /**
     * Returns some fields with their values. Same as {@code HRANDFIELD … WITHVALUES}.
     *
     * @param key the key
     * @param count how many at most, each once; if negative, exactly so many, the same ones perhaps several times
     * @return the fields; empty if the key is missing
     */
    RedisFuture<List<KeyValue<K, V>>> hrandfieldWithValues(K key, long count);

    /**
     * Sets a field. Same as {@code HSET}.
     *
     * @param key the key
     * @param field the field
     * @param value the value
     * @return true if the field is new; false if it was overwritten
     */
    RedisFuture<Boolean> hset(K key, K field, V value);

    /**
     * Sets fields. Same as {@code HSET}.
     *
     * @param key the key
     * @param values values by field, at least one
     * @return the number of new fields
     */
    RedisFuture<Long> hset(K key, Map<K, V> values);

    /**
     * Sets a field, if it does not exist. Same as {@code HSETNX}.
     *
     * @param key the key
     * @param field the field
     * @param value the value
     * @return true if it was set
     */
    RedisFuture<Boolean> hsetnx(K key, K field, V value);

    /**
     * Returns the length of the value of a field. Same as {@code HSTRLEN}.
     *
     * @param key the key
     * @param field the field
     * @return the length in bytes; 0 if the field is missing
     */
    RedisFuture<Long> hstrlen(K key, K field);

    /**
     * Returns the values of all fields. Same as {@code HVALS}.
     *
     * @param key the key
     * @return the values; empty if the key is missing
     */
    RedisFuture<List<V>> hvals(K key);

    /**
     * Returns fields, and deletes them. Same as {@code HGETDEL}. Needs Redis 8.0.
     *
     * @param key the key
     * @param fields the fields, at least one
     * @return the values in the order of the fields; null for a missing one
     */
    RedisFuture<List<@Nullable V>> hgetdel(K key, K... fields);

    /**
     * Returns fields, and sets or removes their time to live. Same as {@code HGETEX}. Needs Redis 8.0 or Valkey 9.0.
     *
     * @param key the key
     * @param args what becomes of the time to live
     * @param fields the fields, at least one
     * @return the values in the order of the fields; null for a missing one
     */
    RedisFuture<List<@Nullable V>> hgetex(K key, GetExArgs args, K... fields);

    /**
     * Sets fields with the options. Same as {@code HSETEX}. Needs Redis 8.0 or Valkey 9.0.
     *
     * @param key the key
     * @param values values by field, at least one
     * @param args the options
     * @return true if the fields were set; false if the condition is not met
     */
    RedisFuture<Boolean> hsetex(K key, Map<K, V> values, HSetExArgs args);

    /**
     * Gives fields a time to live. Same as {@code HPEXPIRE}. Needs Redis 7.4 or Valkey 9.0.
     *
     * @param key the key
     * @param timeout how long they live, rounded up to milliseconds; deleted at once if not positive
     * @param fields the fields, at least one
     * @return what became of each, in the order of the fields
     */
    RedisFuture<List<FieldExpiry>> hexpire(K key, Duration timeout, K... fields);

    /**
     * Gives fields a time to live, on a condition. Same as {@code HPEXPIRE}. Needs Redis 7.4 or Valkey 9.0.
     *
     * @param key the key
     * @param timeout how long they live, rounded up to milliseconds; deleted at once if not positive
     * @param args the condition
     * @param fields the fields, at least one
     * @return what became of each, in the order of the fields
     */
    RedisFuture<List<FieldExpiry>> hexpire(K key, Duration timeout, ExpireArgs args, K... fields);

    /**
     * Has fields expire at a time. Same as {@code HPEXPIREAT}. Needs Redis 7.4 or Valkey 9.0.
     *
     * @param key the key
     * @param time when, rounded up to milliseconds; deleted at once if past
     * @param fields the fields, at least one
     * @return what became of each, in the order of the fields
     */
    RedisFuture<List<FieldExpiry>> hexpireat(K key, Instant time, K... fields);

    /**
     * Has fields expire at a time, on a condition. Same as {@code HPEXPIREAT}. Needs Redis 7.4 or Valkey 9.0.
     *
     * @param key the key
     * @param time when, rounded up to milliseconds; deleted at once if past
     * @param args the condition
     * @param fields the fields, at least one
     * @return what became of each, in the order of the fields
     */
    RedisFuture<List<FieldExpiry>> hexpireat(K key, Instant time, ExpireArgs args, K... fields);

    /**
     * Returns when fields expire. Same as {@code HPEXPIRETIME}. Needs Redis 7.4 or Valkey 9.0.
     *
     * @param key the key
     * @param fields the fields, at least one
     * @return the time of each, in the order of the fields; {@link Expiry.NoKey} for a missing one
     */
    RedisFuture<List<Expiry<Instant>>> hexpiretime(K key, K... fields);

    /**
     * Removes the time to live of fields. Same as {@code HPERSIST}. Needs Redis 7.4 or Valkey 9.0.
     *
     * @param key the key
     * @param fields the fields, at least one
     * @return what became of each, in the order of the fields
     */
    RedisFuture<List<FieldExpiry>> hpersist(K key, K... fields);

    /**
     * Returns how long fields live. Same as {@code HPTTL}. Needs Redis 7.4 or Valkey 9.0.
     *
     * @param key the key
     * @param fields the fields, at least one
     * @return the time left to each, in the order of the fields; {@link Expiry.NoKey} for a missing one
     */
    RedisFuture<List<Expiry<Duration>>> httl(K key, K... fields);
}
