package org.rf4j.examples.recipes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.rf4j.Codec;

/**
 * Values of one type as JSON.
 *
 * <pre>{@code
 * RedisCommands<String, Order> orders = redis.sync(Codec.utf8(), new JsonCodec<>(Order.class));
 * orders.set("order:1", new Order("1", 250));
 * }</pre>
 *
 * @param <T> the type of values
 */
public final class JsonCodec<T> implements Codec<T> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectReader reader;
    private final ObjectWriter writer;

    /** Creates a codec for a type, whose values are written as their class says. */
    public JsonCodec(Class<T> type) {
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    @Override
    public byte[] encode(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("a value cannot be written as JSON", unwritable);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        try {
            return reader.readValue(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("a value is not the JSON that was expected", unreadable);
        }
    }
}
