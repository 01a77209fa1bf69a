package org.rf4j.internal.command;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.CommandArgs;
import org.rf4j.command.FlushMode;
import org.rf4j.command.LexRange;
import org.rf4j.command.RangeLimit;
import org.rf4j.command.ScoreRange;
import org.rf4j.command.ScoredValue;
import org.rf4j.internal.call.Newer;
import org.rf4j.internal.call.Request;
import org.rf4j.internal.command.wire.Figures;
import org.rf4j.spi.RawCommand;

/** A command while it is encoded: used once, by one thread. The first key added is the one it is routed by. */
final class Words<K, V> {

    private final Codec<K> keys;
    private final Codec<V> values;
    private final String name;
    private byte[][] words;
    private int size;
    private byte @Nullable [] firstKey;
    private @Nullable Newer newer;

    /** Begins a command. Where the number of arguments is right, the array is never copied. */
    Words(Codec<K> keys, Codec<V> values, String name, int arguments) {
        this.keys = keys;
        this.values = values;
        this.name = name;
        this.words = new byte[arguments][];
    }

    Words<K, V> add(byte[] word) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size + 1 + size / 2);
        }
        words[size++] = word;
        return this;
    }

    /** Adds a word of the protocol, or other text as UTF-8. */
    Words<K, V> add(String word) {
        return add(Word.bytes(word));
    }

    /** Adds a name, or a value that stands in the protocol as it is written. */
    Words<K, V> text(Object text, String parameter) {
        return add(Objects.requireNonNull(text, parameter).toString());
    }

    Words<K, V> add(long number) {
        return add(Figures.bytes(number));
    }

    /** Adds a floating-point number, which must not be NaN. */
    Words<K, V> add(double number, String parameter) {
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException(parameter + " is NaN");
        }
        return add(Figures.bytes(number));
    }

    Words<K, V> key(K key) {
        return key(key, "key");
    }

    Words<K, V> key(K key, String parameter) {
        byte[] bytes = keys.encode(Objects.requireNonNull(key, parameter));
        if (firstKey == null) {
            firstKey = bytes;
        }
        return add(bytes);
    }

    /** Adds a shard channel, which is routed by its name as a key is. */
    Words<K, V> channel(String name) {
        byte[] bytes = Word.bytes(name);
        firstKey = bytes;
        return add(bytes);
    }

    Words<K, V> keys(K[] some) {
        return keys(some, "keys");
    }

    Words<K, V> keys(K[] some, String parameter) {
        for (int i = 0; i < some.length; i++) {
            key(element(some[i], i, parameter), parameter);
        }
        return this;
    }

    Words<K, V> keys(List<K> some, String parameter) {
        for (int i = 0; i < some.size(); i++) {
            key(element(some.get(i), i, parameter), parameter);
        }
        return this;
    }

    /** Routes the command to where a key is, which is not sent. */
    Words<K, V> at(K key) {
        firstKey = keys.encode(Objects.requireNonNull(key, "key"));
        return this;
    }

    /** Adds texts as UTF-8. */
    Words<K, V> texts(String[] some, String parameter) {
        for (int i = 0; i < some.length; i++) {
            add(element(some[i], i, parameter));
        }
        return this;
    }

    Words<K, V> mode(FlushMode mode) {
        return add(Objects.requireNonNull(mode, "mode").name());
    }

    Words<K, V> value(V value) {
        return value(value, "value");
    }

    Words<K, V> value(V value, String parameter) {
        return add(values.encode(Objects.requireNonNull(value, parameter)));
    }

    Words<K, V> values(V[] some, String parameter) {
        for (int i = 0; i < some.length; i++) {
            value(element(some[i], i, parameter), parameter);
        }
        return this;
    }

    /** Returns an element, which must not be null. */
    static <T> T element(@Nullable T element, int index, String parameter) {
        if (element == null) {
            throw new NullPointerException(parameter + "[" + index + "]");
        }
        return element;
    }

    Words<K, V> pairs(Map<K, V> pairs) {
        pairs.forEach((key, value) -> key(key, "key in values").value(value, "value in values"));
        return this;
    }

    Words<K, V> scored(Collection<ScoredValue<V>> members) {
        for (ScoredValue<V> member : members) {
            Objects.requireNonNull(member, "member in members");
            add(Figures.bytes(member.score())).value(member.value());
        }
        return this;
    }

    Words<K, V> args(CommandArgs args) {
        return addAll(Objects.requireNonNull(args, "args").words());
    }

    Words<K, V> addAll(List<String> more) {
        if (size + more.size() > words.length) {
            words = Arrays.copyOf(words, size + more.size());
        }
        for (String word : more) {
            add(word);
        }
        return this;
    }

    /** Adds the bounds for {@code ZRANGE}, which wants the first one first. */
    Words<K, V> selection(ScoreRange range) {
        Objects.requireNonNull(range, "range");
        add(range.isReversed() ? range.max() : range.min());
        add(range.isReversed() ? range.min() : range.max());
        return add(Word.BYSCORE).order(range.isReversed(), range.limit());
    }

    /** Adds the bounds for {@code ZRANGE}, which wants the first one first. */
    Words<K, V> selection(LexRange<V> range) {
        Objects.requireNonNull(range, "range");
        byte[] min = bound(range.min(), Word.LEX_LOWEST);
        byte[] max = bound(range.max(), Word.LEX_HIGHEST);
        add(range.isReversed() ? max : min).add(range.isReversed() ? min : max);
        return add(Word.BYLEX).order(range.isReversed(), range.limit());
    }

    private Words<K, V> order(boolean reversed, @Nullable RangeLimit limit) {
        if (reversed) {
            add(Word.REV);
        }
        return limit == null ? this : add(Word.LIMIT).add(limit.offset()).add(limit.count());
    }

    /** Adds the bounds for a command that takes no limit. */
    Words<K, V> bounds(ScoreRange range) {
        Objects.requireNonNull(range, "range");
        return withoutLimit(range.limit()).add(range.min()).add(range.max());
    }

    /** Adds the bounds for a command that takes no limit. */
    Words<K, V> bounds(LexRange<V> range) {
        Objects.requireNonNull(range, "range");
        return withoutLimit(range.limit())
                .add(bound(range.min(), Word.LEX_LOWEST))
                .add(bound(range.max(), Word.LEX_HIGHEST));
    }

    private Words<K, V> withoutLimit(@Nullable RangeLimit limit) {
        if (limit != null) {
            throw new IllegalArgumentException(name + " takes no limit; give the range without one");
        }
        return this;
    }

    private byte[] bound(LexRange.@Nullable Bound<V> bound, byte[] none) {
        if (bound == null) {
            return none;
        }
        byte[] value = values.encode(bound.value());
        byte[] word = new byte[value.length + 1];
        word[0] = (byte) (bound.included() ? '[' : '(');
        System.arraycopy(value, 0, word, 1, value.length);
        return word;
    }

    /** The server has to be newer than Redis 7.0. */
    Words<K, V> needs(Newer what) {
        newer = what;
        return this;
    }

    String name() {
        return name;
    }

    Request request() {
        byte[][] arguments = size == words.length ? words : Arrays.copyOf(words, size);
        Request request = Requests.of(RawCommand.of(name, arguments), firstKey);
        return newer == null ? request : request.needing(newer);
    }
}
