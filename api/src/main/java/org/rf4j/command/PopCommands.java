package org.rf4j.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands on lists and sorted sets that wait for an element. See {@link RedisCommands} for what holds for all.
 *
 * <p>They run on connections of their own, one for each call that is under way, so that they never hold up other calls.
 * Such a connection is opened for the call and closed after it, which costs about two round trips more than {@code LPOP}
 * takes, and more with TLS. Nothing but the number of calls limits how many there are; {@code maxclients} of the server
 * should allow for them. A few are opened at a time, the others queue (clause C7).
 *
 * <p>{@code timeout} says how long the server may wait for an element, rounded up to a millisecond; {@link
 * java.time.Duration#ZERO} means for ever, as in Redis, so take care that what is left of another time does not become
 * zero. A time that is negative, or longer than a century, is refused. The deadline of a call is later than that of
 * others by that time (clause C2): it is over when the server has waited, and has not answered within the command timeout
 * besides. A call that is sent again, as after a failover, waits for what is left of its time.
 *
 * <p>A call that waits ends when its connection is lost, and when another server takes the place of its primary: with the
 * outcome {@link org.rf4j.Outcome#UNKNOWN}, since an element may have been taken out, unless it is declared
 * {@linkplain org.rf4j.CallOptions#idempotent() idempotent}, which loses such an element and waits on. {@link
 * org.rf4j.Redis#close()} ends it at once with {@link org.rf4j.RedisClosedException}. An interrupt of the
 * thread that waits closes the connection, so that the server takes nothing out for nobody.
 *
 * <p>In a batch such a call goes alone, and the others do not wait for it, but the batch is over only when it is. In a
 * transaction the server does not wait at all: null means that there was no element.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @since 0.1.0
 */
@SuppressWarnings("unchecked") // nothing is ever stored in the arrays of K and V
public interface PopCommands<K, V> {

    /**
     * Moves an element from one list to another, or within one; waits for one. Same as {@code BLMOVE}.
     *
     * @param source the key to read from
     * @param destination the key to write to
     * @param from the end of the source that it is taken from
     * @param to the end of the destination that it is added to
     * @param timeout how long the server may wait, not negative; zero for ever
     * @return the element; null if none came in time
     */
    @Nullable V blmove(K source, K destination, ListEnd from, ListEnd to, Duration timeout);

    /**
     * Removes elements from the first list that has any; waits for one. Same as {@code BLMPOP}.
     *
     * @param timeout how long the server may wait, not negative; zero for ever
     * @param end the end that they are taken from
     * @param count how many at most, positive
     * @param keys the keys, at least one
     * @return the list's key, and the elements; null if none came in time
     */
    @Nullable KeyValue<K, List<V>> blmpop(Duration timeout, ListEnd end, long count, K... keys);

    /**
     * Removes the first element of the first list that has any; waits for one. Same as {@code BLPOP}.
     *
     * @param timeout how long the server may wait, not negative; zero for ever
     * @param keys the keys, at least one
     * @return the list's key, and the element; null if none came in time
     */
    @Nullable KeyValue<K, V> blpop(Duration timeout, K... keys);

    /**
     * Removes the last element of the first list that has any; waits for one. Same as {@code BRPOP}.
     *
     * @param timeout how long the server may wait, not negative; zero for ever
     * @param keys the keys, at least one
     * @return the list's key, and the element; null if none came in time
     */
    @Nullable KeyValue<K, V> brpop(Duration timeout, K... keys);

    /**
     * Removes members from the first sorted set that has any; waits for one. Same as {@code BZMPOP}.
     *
     * @param timeout how long the server may wait, not negative; zero for ever
     * @param end which members are taken
     * @param count how many at most, positive
     * @param keys the keys, at least one
     * @return the sorted set's key, and the members; null if none came in time
     */
    @Nullable KeyValue<K, List<ScoredValue<V>>> bzmpop(Duration timeout, ScoreEnd end, long count, K... keys);

    /**
     * Removes the member with the highest score from the first sorted set that has any; waits for one. Same as
     * {@code BZPOPMAX}.
     *
     * @param timeout how long the server may wait, not negative; zero for ever
     * @param keys the keys, at least one
     * @return the sorted set's key, and the member; null if none came in time
     */
    @Nullable KeyValue<K, ScoredValue<V>> bzpopmax(Duration timeout, K... keys);

    /**
     * Removes the member with the lowest score from the first sorted set that has any; waits for one. Same as
     * {@code BZPOPMIN}.
     *
     * @param timeout how long the server may wait, not negative; zero for ever
     * @param keys the keys, at least one
     * @return the sorted set's key, and the member; null if none came in time
     */
    @Nullable KeyValue<K, ScoredValue<V>> bzpopmin(Duration timeout, K... keys);
}
