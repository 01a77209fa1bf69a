package org.rf4j.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many entries of a stream are pending in a consumer group: delivered, and not acknowledged. Immutable.
 *
 * @param count how many there are
 * @param lowest the lowest ID of one; null if there is none
 * @param highest the highest ID of one; null if there is none
 * @param consumers how many each consumer has, by its name; without consumers that have none
 * @since 0.1.0
 */
public record PendingSummary(
        long count, @Nullable StreamId lowest, @Nullable StreamId highest, Map<String, Long> consumers) {

    /** Copies the map. */
    public PendingSummary {
        consumers = Collections.unmodifiableMap(new LinkedHashMap<>(consumers));
    }
}
