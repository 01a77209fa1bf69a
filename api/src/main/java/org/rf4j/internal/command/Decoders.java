package org.rf4j.internal.command;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.Expiry;
import org.rf4j.command.KeyValue;
import org.rf4j.command.LcsMatches;
import org.rf4j.command.RankedScore;
import org.rf4j.command.ScoredValue;
import org.rf4j.internal.command.wire.Figures;

/**
 * Reads raw replies, in the shapes of RESP2 and of RESP3 alike, so that a call gives the same value on both (clause X2).
 * What cannot be read so is an {@link UnreadableReply}.
 */
final class Decoders<K, V> {

    private final Codec<K> keyCodec;
    private final Codec<V> valueCodec;

    // What is bound to the codecs is made once: each "this::value" is an object.
    final Reading<K> key = this::key;
    final Reading<@Nullable K> keyOrNull = this::keyOrNull;
    final Reading<List<K>> keys = this::keys;
    final Reading<V> value = this::value;
    final Reading<@Nullable V> valueOrNull = this::valueOrNull;
    final Reading<List<V>> values = this::values;
    final Reading<List<V>> valuesOrNone = this::valuesOrNone;
    final Reading<List<@Nullable V>> valuesOrNull = this::valuesOrNull;
    final Reading<Set<V>> valueSet = this::valueSet;
    final Reading<Map<K, V>> map = this::map;
    final Reading<List<KeyValue<K, V>>> keyValues = this::keyValues;
    final Reading<List<ScoredValue<V>>> scoredValues = this::scoredValues;
    final Reading<@Nullable ScoredValue<V>> scoredValueOrNull = this::scoredValueOrNull;
    final Reading<@Nullable KeyValue<K, List<V>>> poppedValues = this::poppedValues;
    final Reading<@Nullable KeyValue<K, List<ScoredValue<V>>>> poppedScoredValues = this::poppedScoredValues;

    Decoders(Codec<K> keys, Codec<V> values) {
        this.keyCodec = keys;
        this.valueCodec = values;
    }

    /** Reads {@code OK}. */
    static @Nullable Void ok(@Nullable Object raw) {
        if (raw instanceof byte[]) {
            return null;
        }
        throw new UnreadableReply("OK", raw);
    }

    /** Reads {@code OK} or nothing. */
    static boolean okOrNull(@Nullable Object raw) {
        if (raw != null) {
            ok(raw);
        }
        return raw != null;
    }

    static byte[] bytes(@Nullable Object raw) {
        if (raw instanceof byte[] bytes) {
            return bytes;
        }
        throw new UnreadableReply("a string", raw);
    }

    static byte @Nullable [] bytesOrNull(@Nullable Object raw) {
        return raw == null ? null : bytes(raw);
    }

    static @Nullable String textOrNull(@Nullable Object raw) {
        return raw == null ? null : text(raw);
    }

    static String text(@Nullable Object raw) {
        return new String(bytes(raw), StandardCharsets.UTF_8);
    }

    /** Reads the answer of {@code TYPE}. */
    static @Nullable String type(@Nullable Object raw) {
        String type = textOrNull(raw);
        return "none".equals(type) ? null : type;
    }

    static long number(@Nullable Object raw) {
        if (raw instanceof Long number) {
            return number;
        }
        if (raw instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (raw instanceof byte[] text) {
            try {
                return Figures.parseLong(text);
            } catch (NumberFormatException notANumber) {
                throw new UnreadableReply("a whole number", raw);
            }
        }
        throw new UnreadableReply("a whole number", raw);
    }

    static @Nullable Long numberOrNull(@Nullable Object raw) {
        return raw == null ? null : (Long) number(raw);
    }

    /** Reads a count, where the server says 0 or -1 for none. */
    static @Nullable Long positiveOrNull(@Nullable Object raw) {
        long number = number(raw);
        return number <= 0 ? null : (Long) number;
    }

    static @Nullable Duration secondsOrNull(@Nullable Object raw) {
        return raw == null ? null : Duration.ofSeconds(number(raw));
    }

    static boolean flag(@Nullable Object raw) {
        return number(raw) != 0;
    }

    static double real(@Nullable Object raw) {
        if (raw instanceof Double || raw instanceof Long) {
            return ((Number) raw).doubleValue();
        }
        if (raw instanceof byte[] text) {
            try {
                return Figures.parseDouble(text);
            } catch (NumberFormatException notANumber) {
                throw new UnreadableReply("a number", raw);
            }
        }
        throw new UnreadableReply("a number", raw);
    }

    static @Nullable Double realOrNull(@Nullable Object raw) {
        return raw == null ? null : (Double) real(raw);
    }

    static Expiry<Duration> timeLeft(@Nullable Object raw) {
        return expiry(raw, Duration::ofMillis);
    }

    static Expiry<Instant> timeOfEnd(@Nullable Object raw) {
        return expiry(raw, Instant::ofEpochMilli);
    }

    private static <T> Expiry<T> expiry(@Nullable Object raw, LongFunction<T> time) {
        long millis = number(raw);
        if (millis == -2) {
            return new Expiry.NoKey<>();
        }
        return millis < 0 ? new Expiry.Never<>() : new Expiry.Expires<>(time.apply(millis));
    }

    /** Reads the answer of {@code ZRANK … WITHSCORE}. */
    static @Nullable RankedScore rankedScoreOrNull(@Nullable Object raw) {
        if (raw == null) {
            return null;
        }
        List<?> parts = list(raw);
        if (parts.size() != 2) {
            throw new UnreadableReply("a place and a score", raw);
        }
        return new RankedScore(number(parts.get(0)), real(parts.get(1)));
    }

    static List<?> list(@Nullable Object raw) {
        if (raw instanceof List<?> list) {
            return list;
        }
        throw new UnreadableReply("a list", raw);
    }

    static <T extends @Nullable Object> List<T> list(@Nullable Object raw, Reading<T> element) {
        List<?> elements = list(raw);
        List<T> decoded = new ArrayList<>(elements.size());
        for (Object value : elements) {
            decoded.add(element.read(value));
        }
        return decoded;
    }

    static List<Long> numbers(@Nullable Object raw) {
        return list(raw, Decoders::number);
    }

    static List<@Nullable Long> numbersOrNull(@Nullable Object raw) {
        return list(raw, Decoders::numberOrNull);
    }

    static List<Boolean> flags(@Nullable Object raw) {
        return list(raw, Decoders::flag);
    }

    static List<@Nullable Double> realsOrNull(@Nullable Object raw) {
        return list(raw, Decoders::realOrNull);
    }

    K key(@Nullable Object raw) {
        return keyCodec.decode(bytes(raw));
    }

    @Nullable K keyOrNull(@Nullable Object raw) {
        return raw == null ? null : key(raw);
    }

    List<K> keys(@Nullable Object raw) {
        return list(raw, key);
    }

    V value(@Nullable Object raw) {
        return valueCodec.decode(bytes(raw));
    }

    @Nullable V valueOrNull(@Nullable Object raw) {
        return raw == null ? null : value(raw);
    }

    List<V> values(@Nullable Object raw) {
        return list(raw, value);
    }

    /** Reads values where the server says null for none. */
    List<V> valuesOrNone(@Nullable Object raw) {
        return raw == null ? new ArrayList<>() : values(raw);
    }

    List<@Nullable V> valuesOrNull(@Nullable Object raw) {
        return list(raw, valueOrNull);
    }

    Set<V> valueSet(@Nullable Object raw) {
        return new LinkedHashSet<>(values(raw));
    }

    Map<K, V> map(@Nullable Object raw) {
        Map<K, V> map = new LinkedHashMap<>();
        forPairs(raw, (key, value) -> map.put(key(key), value(value)));
        return map;
    }

    List<KeyValue<K, V>> keyValues(@Nullable Object raw) {
        List<KeyValue<K, V>> pairs = new ArrayList<>();
        forPairs(raw, (key, value) -> pairs.add(new KeyValue<>(key(key), value(value))));
        return pairs;
    }

    List<ScoredValue<V>> scoredValues(@Nullable Object raw) {
        List<ScoredValue<V>> members = new ArrayList<>();
        forPairs(raw, (value, score) -> members.add(new ScoredValue<>(value(value), real(score))));
        return members;
    }

    /** Reads the answer of {@code ZPOPMIN} without a count. */
    @Nullable ScoredValue<V> scoredValueOrNull(@Nullable Object raw) {
        List<ScoredValue<V>> popped = scoredValues(raw);
        return popped.isEmpty() ? null : popped.get(0);
    }

    /** Reads the answer of {@code LMPOP}. */
    @Nullable KeyValue<K, List<V>> poppedValues(@Nullable Object raw) {
        return popped(raw, this::values);
    }

    /** Reads the answer of {@code ZMPOP}. */
    @Nullable KeyValue<K, List<ScoredValue<V>>> poppedScoredValues(@Nullable Object raw) {
        return popped(raw, this::scoredValues);
    }

    private <T> @Nullable KeyValue<K, T> popped(@Nullable Object raw, Function<@Nullable Object, T> elements) {
        if (raw == null) {
            return null;
        }
        List<?> keyAndElements = list(raw);
        if (keyAndElements.size() != 2) {
            throw new UnreadableReply("a key and its elements", raw);
        }
        return new KeyValue<>(key(keyAndElements.get(0)), elements.apply(keyAndElements.get(1)));
    }

    /** Reads the answer of {@code LCS … IDX WITHMATCHLEN}. */
    static LcsMatches lcsMatches(@Nullable Object raw) {
        List<LcsMatches.Match> matches = null;
        Long length = null;
        List<?> fields = list(raw);
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String name = textOrNull(fields.get(i));
            if ("matches".equals(name)) {
                matches = list(fields.get(i + 1), Decoders::lcsMatch);
            } else if ("len".equals(name)) {
                length = number(fields.get(i + 1));
            }
        }
        if (matches == null || length == null) {
            throw new UnreadableReply("matches and a length", raw);
        }
        return new LcsMatches(matches, length);
    }

    private static LcsMatches.Match lcsMatch(@Nullable Object raw) {
        List<?> parts = list(raw);
        if (parts.size() != 3) {
            throw new UnreadableReply("two spans and a length", raw);
        }
        return new LcsMatches.Match(span(parts.get(0)), span(parts.get(1)), number(parts.get(2)));
    }

    private static LcsMatches.Span span(@Nullable Object raw) {
        List<?> ends = list(raw);
        if (ends.size() != 2) {
            throw new UnreadableReply("a start and an end", raw);
        }
        return new LcsMatches.Span(number(ends.get(0)), number(ends.get(1)));
    }

    /** Reads a map by the names of its fields. */
    static Map<String, @Nullable Object> fields(@Nullable Object raw) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        forPairs(raw, (name, value) -> fields.put(text(name), value));
        return fields;
    }

    static Set<String> textSet(@Nullable Object raw) {
        return new LinkedHashSet<>(list(raw, Decoders::text));
    }

    /** Reads numbers by their names. */
    static Map<String, Long> counts(@Nullable Object raw) {
        Map<String, Long> counts = new LinkedHashMap<>();
        forPairs(raw, (name, count) -> counts.put(text(name), number(count)));
        return counts;
    }

    /** Reads pairs that lie flat, as in RESP2 and in maps, or each in a list of its own, as in RESP3. */
    static void forPairs(@Nullable Object raw, BiConsumer<@Nullable Object, @Nullable Object> pair) {
        List<?> elements = list(raw);
        if (!elements.isEmpty() && elements.get(0) instanceof List<?>) {
            for (Object element : elements) {
                List<?> two = list(element);
                if (two.size() != 2) {
                    throw new UnreadableReply("a pair", two);
                }
                pair.accept(two.get(0), two.get(1));
            }
            return;
        }
        if (elements.size() % 2 != 0) {
            throw new UnreadableReply("pairs", raw);
        }
        for (int i = 0; i < elements.size(); i += 2) {
            pair.accept(elements.get(i), elements.get(i + 1));
        }
    }
}
