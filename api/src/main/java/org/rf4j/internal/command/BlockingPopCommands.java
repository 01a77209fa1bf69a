package org.rf4j.internal.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.ListEnd;
import org.rf4j.command.PopCommands;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoredValue;
import org.rf4j.internal.call.Calls;

/** The commands on lists and sorted sets that wait for an element, waited for. */
@SuppressWarnings("unchecked")
abstract class BlockingPopCommands<K, V> extends BlockingFunctionCommands<K, V> implements PopCommands<K, V> {

    BlockingPopCommands(AsyncRedisCommands<K, V> async, Calls calls) {
        super(async, calls);
    }

    @Override
    public final @Nullable V blmove(K source, K destination, ListEnd from, ListEnd to, Duration timeout) {
        return calls.await(async.blmove(source, destination, from, to, timeout));
    }

    @Override
    public final @Nullable KeyValue<K, List<V>> blmpop(Duration timeout, ListEnd end, long count, K... keys) {
        return calls.await(async.blmpop(timeout, end, count, keys));
    }

    @Override
    public final @Nullable KeyValue<K, V> blpop(Duration timeout, K... keys) {
        return calls.await(async.blpop(timeout, keys));
    }

    @Override
    public final @Nullable KeyValue<K, V> brpop(Duration timeout, K... keys) {
        return calls.await(async.brpop(timeout, keys));
    }

    @Override
    public final @Nullable KeyValue<K, List<ScoredValue<V>>> bzmpop(
            Duration timeout, ScoreEnd end, long count, K... keys) {
        return calls.await(async.bzmpop(timeout, end, count, keys));
    }

    @Override
    public final @Nullable KeyValue<K, ScoredValue<V>> bzpopmax(Duration timeout, K... keys) {
        return calls.await(async.bzpopmax(timeout, keys));
    }

    @Override
    public final @Nullable KeyValue<K, ScoredValue<V>> bzpopmin(Duration timeout, K... keys) {
        return calls.await(async.bzpopmin(timeout, keys));
    }
}
