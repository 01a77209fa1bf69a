package org.rf4j.internal.command;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.AsyncPopCommands;
import org.rf4j.command.KeyValue;
import org.rf4j.command.ListEnd;
import org.rf4j.command.RedisFuture;
import org.rf4j.command.ScoreEnd;
import org.rf4j.command.ScoredValue;
import org.rf4j.internal.call.Calls;

/** The commands on lists and sorted sets that wait for an element. */
@SuppressWarnings("unchecked")
abstract class EncodedPopCommands<K, V> extends EncodedFunctionCommands<K, V> implements AsyncPopCommands<K, V> {

    private final Reading<@Nullable KeyValue<K, V>> poppedValue = this::poppedValue;
    private final Reading<@Nullable KeyValue<K, ScoredValue<V>>> poppedScoredValue = this::poppedScoredValue;

    EncodedPopCommands(Calls calls, Codec<K> keys, Codec<V> values) {
        super(calls, keys, values);
    }

    @Override
    public final RedisFuture<@Nullable V> blmove(K source, K destination, ListEnd from, ListEnd to, Duration timeout) {
        return startWaiting(
                cmd("BLMOVE", 5)
                        .key(source, "source")
                        .key(destination, "destination")
                        .add(word(from, "from"))
                        .add(word(to, "to"))
                        .add(WaitingCommand.seconds(timeout)),
                timeout,
                replies.valueOrNull);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, List<V>>> blmpop(
            Duration timeout, ListEnd end, long count, K... keys) {
        return startWaiting(
                many("BLMPOP", timeout, keys)
                        .add(word(end, "end"))
                        .add(Word.COUNT)
                        .add(positive(count, "count")),
                timeout,
                replies.poppedValues);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, V>> blpop(Duration timeout, K... keys) {
        return startWaiting(one("BLPOP", timeout, keys), timeout, poppedValue);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, V>> brpop(Duration timeout, K... keys) {
        return startWaiting(one("BRPOP", timeout, keys), timeout, poppedValue);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, List<ScoredValue<V>>>> bzmpop(
            Duration timeout, ScoreEnd end, long count, K... keys) {
        return startWaiting(
                many("BZMPOP", timeout, keys)
                        .add(word(end, "end"))
                        .add(Word.COUNT)
                        .add(positive(count, "count")),
                timeout,
                replies.poppedScoredValues);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, ScoredValue<V>>> bzpopmax(Duration timeout, K... keys) {
        return startWaiting(one("BZPOPMAX", timeout, keys), timeout, poppedScoredValue);
    }

    @Override
    public final RedisFuture<@Nullable KeyValue<K, ScoredValue<V>>> bzpopmin(Duration timeout, K... keys) {
        return startWaiting(one("BZPOPMIN", timeout, keys), timeout, poppedScoredValue);
    }

    private Words<K, V> one(String name, Duration timeout, K[] keys) {
        return cmd(name, 1 + some(keys, "keys")).keys(keys).add(WaitingCommand.seconds(timeout));
    }

    private Words<K, V> many(String name, Duration timeout, K[] keys) {
        int keyCount = some(keys, "keys");
        return cmd(name, 5 + keyCount)
                .add(WaitingCommand.seconds(timeout))
                .add(keyCount)
                .keys(keys);
    }

    /** Reads the answer of {@code BLPOP}. */
    private @Nullable KeyValue<K, V> poppedValue(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        List<?> parts = Decoders.list(raw);
        if (parts.size() != 2) {
            throw new UnreadableReply("a key and its element", raw);
        }
        return new KeyValue<>(replies.key(parts.get(0)), replies.value(parts.get(1)));
    }

    /** Reads the answer of {@code BZPOPMIN}. */
    private @Nullable KeyValue<K, ScoredValue<V>> poppedScoredValue(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        List<?> parts = Decoders.list(raw);
        if (parts.size() != 3) {
            throw new UnreadableReply("a key, a member and its score", raw);
        }
        return new KeyValue<>(
                replies.key(parts.get(0)), new ScoredValue<>(replies.value(parts.get(1)), Decoders.real(parts.get(2))));
    }
}
