package org.rf4j.command;

import java.util.Objects;

/**
 * A key, or a field of a hash, with what belongs to it.
 *
 * @param key the key or field
 * @param value its value
 * @param <K> the type of the key
 * @param <T> the type of the value
 * @since 0.1.0
 */
public record KeyValue<K, T>(K key, T value) {

    /** Checks the parts. */
    public KeyValue {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
