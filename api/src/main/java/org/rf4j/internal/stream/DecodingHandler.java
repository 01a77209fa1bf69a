package org.rf4j.internal.stream;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rf4j.Codec;
import org.rf4j.command.KeyValue;
import org.rf4j.command.StreamEntry;
import org.rf4j.stream.Delivery;
import org.rf4j.stream.StreamHandler;

/** Decodes entries for a user's handler, each by itself, so that one that cannot be read is no trouble for others. */
public final class DecodingHandler<V> implements EntryHandler {

    private final String stream;
    private final Codec<V> codec;
    private final StreamHandler<V> handler;
    private final @Nullable Function<? super StreamEntry<String, V>, ?> order;

    /** Creates a handler; without an order, entries are independent of one another. */
    public DecodingHandler(
            String stream,
            Codec<V> codec,
            StreamHandler<V> handler,
            @Nullable Function<? super StreamEntry<String, V>, ?> order) {
        this.stream = stream;
        this.codec = codec;
        this.handler = handler;
        this.order = order;
    }

    /** An entry that cannot be read, or has no order, is independent of others; what fails here fails it when handled. */
    @Override
    public Object orderOf(StreamEntry<byte[], byte[]> entry) {
        if (order == null) {
            return entry.id();
        }
        try {
            return keyOf(decode(entry));
        } catch (RuntimeException failsAgainWhenHandled) {
            return entry.id();
        }
    }

    private Object keyOf(StreamEntry<String, V> entry) {
        Object key = order == null ? null : order.apply(entry);
        return key == null ? entry.id() : key;
    }

    @Override
    public void handle(StreamEntry<byte[], byte[]> entry, long count) throws Exception {
        StreamEntry<String, V> decoded = decode(entry);
        keyOf(decoded);
        handler.handle(new Delivery<>(stream, decoded, count));
    }

    private StreamEntry<String, V> decode(StreamEntry<byte[], byte[]> entry) {
        return new StreamEntry<>(
                entry.id(),
                entry.fields().stream()
                        .map(field -> new KeyValue<>(
                                new String(field.key(), StandardCharsets.UTF_8), codec.decode(field.value())))
                        .toList());
    }
}
