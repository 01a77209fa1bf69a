package org.rf4j.internal.command;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.rf4j.command.GroupPosition;
import org.rf4j.command.KeyValue;
import org.rf4j.command.StreamId;
import org.rf4j.command.StreamPosition;
import org.rf4j.command.StreamRange;
import org.rf4j.internal.command.wire.Figures;

/** The words that commands on streams have in common. */
final class StreamWords {

    /** The options of {@code XADD} that let the server make the ID. */
    static final List<String> NEW_ID = List.of("*");

    private StreamWords() {}

    static <K, V> Words<K, V> fields(Words<K, V> words, Map<K, V> fields) {
        fields.forEach((field, value) -> words.key(field, "field in fields").value(value, "value in fields"));
        return words;
    }

    static <K, V> Words<K, V> fields(Words<K, V> words, Collection<KeyValue<K, V>> fields) {
        for (KeyValue<K, V> field : fields) {
            Objects.requireNonNull(field, "field in fields");
            words.key(field.key()).value(field.value());
        }
        return words;
    }

    static <K, V> Words<K, V> ids(Words<K, V> words, StreamId... ids) {
        for (int i = 0; i < ids.length; i++) {
            words.text(ids[i], "ids[" + i + "]");
        }
        return words;
    }

    /** Adds who takes over what of a group. */
    static <K, V> Words<K, V> claim(Words<K, V> words, String group, String consumer, Duration minIdle) {
        return words.text(group, "group").text(consumer, "consumer").add(Figures.notNegativeMillis(minIdle, "minIdle"));
    }

    /** Adds bounds, the first of them first. */
    static <K, V> Words<K, V> forwards(Words<K, V> words, StreamRange range) {
        Objects.requireNonNull(range, "range");
        return words.add(range.min()).add(range.max());
    }

    /** Adds bounds, the last of them first. */
    static <K, V> Words<K, V> backwards(Words<K, V> words, StreamRange range) {
        Objects.requireNonNull(range, "range");
        return words.add(range.max()).add(range.min());
    }

    static <K, V> Words<K, V> count(Words<K, V> words, long count) {
        return words.add(Word.COUNT).add(CommandEncoder.positive(count, "count"));
    }

    /** Returns the one position of a command that takes several. */
    static <P> List<P> single(P position) {
        return List.of(Objects.requireNonNull(position, "position"));
    }

    static <K, V> Words<K, V> positions(Words<K, V> words, Collection<StreamPosition<K>> positions) {
        words.add(Word.STREAMS);
        for (StreamPosition<K> position : positions) {
            words.key(Objects.requireNonNull(position, "position in positions").key());
        }
        positions.forEach(position -> words.add(place(position)));
        return words;
    }

    static String place(StreamPosition<?> position) {
        StreamId after = position.after();
        return after == null ? "$" : after.toString();
    }

    static <K, V> Words<K, V> groupPositions(Words<K, V> words, Collection<GroupPosition<K>> positions) {
        words.add(Word.STREAMS);
        for (GroupPosition<K> position : positions) {
            words.key(Objects.requireNonNull(position, "position in positions").key());
        }
        for (GroupPosition<K> position : positions) {
            StreamId pendingAfter = position.pendingAfter();
            words.add(pendingAfter == null ? ">" : pendingAfter.toString());
        }
        return words;
    }
}
