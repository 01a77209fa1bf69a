package org.rf4j.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An entry of a stream. Immutable.
 *
 * <p>A writer may give the same field several times, and the server keeps each: so the fields are a list of pairs, and
 * {@link #asMap()} is for those who know that theirs occur once. An entry has at least one field, unless it was deleted
 * while it was pending: a consumer that reads what is pending for it is told the ID of such an entry, without fields.
 *
 * @param id its ID
 * @param fields its fields in the order in which they were written; empty only if the entry was deleted
 * @param <K> the type of fields
 * @param <V> the type of values
 * @since 0.1.0
 */
public record StreamEntry<K, V>(StreamId id, List<KeyValue<K, V>> fields) {

    /** Checks the parts, and copies the list. */
    public StreamEntry {
        Objects.requireNonNull(id, "id");
        fields = List.copyOf(Objects.requireNonNull(fields, "fields"));
    }

    /**
     * Returns whether the entry was deleted while it was pending, so that nothing but its ID is left.
     *
     * @return true if there are no fields
     */
    public boolean isDeleted() {
        return fields.isEmpty();
    }

    /**
     * Returns the fields as a map.
     *
     * @return the values by field, in the order of the fields; of a field that occurs several times, the last value. A
     *     new map, the caller's own
     */
    public Map<K, V> asMap() {
        Map<K, V> map = new LinkedHashMap<>();
        fields.forEach(field -> map.put(field.key(), field.value()));
        return map;
    }
}
