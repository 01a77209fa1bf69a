package org.rf4j.examples.recipes;

import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.command.Reply;

/**
 * Commands of a module, here of RedisJSON, which RF4J has no methods for: each is a {@link Command} with the key named as
 * such, so that it finds its server in a cluster, and a reply that is read as what it is. What changes nothing is declared
 * {@link Command#readOnly()}, so that it may be sent again when its answer was lost.
 *
 * @param <T> the type of documents
 */
public final class JsonDocuments<T> {

    private static final String ROOT = "$";

    private final Redis redis;
    private final JsonCodec<T> codec;

    /** Creates the commands for documents of one type. */
    public JsonDocuments(Redis redis, JsonCodec<T> codec) {
        this.redis = redis;
        this.codec = codec;
    }

    /** Writes a document. Same as {@code JSON.SET}. */
    public void set(String key, T document) {
        redis.execute(Command.of("JSON.SET").key(key).arg(ROOT).arg(codec.encode(document)));
    }

    /** Returns a document; null if it is missing. Same as {@code JSON.GET}. */
    public @Nullable T get(String key) {
        return document(redis.execute(Command.of("JSON.GET").key(key).readOnly()));
    }

    @Nullable T document(Reply reply) {
        return reply.isNull() ? null : codec.decode(reply.asBytes());
    }

    /** Adds to a number in a document, and returns it; empty if there is no such number. Same as {@code JSON.NUMINCRBY}. */
    public OptionalDouble increment(String key, String field, double by) {
        return number(
                redis.execute(Command.of("JSON.NUMINCRBY").key(key).arg(field).arg(by)));
    }

    /** Reads a legacy path's answer, a number as text, and a JSONPath's, a list of them. */
    static OptionalDouble number(Reply reply) {
        if (reply.isNull()) {
            return OptionalDouble.empty();
        }
        if (!reply.isList()) {
            return OptionalDouble.of(reply.asDouble());
        }
        List<Reply> numbers = reply.asList();
        return numbers.isEmpty() || numbers.get(0).isNull()
                ? OptionalDouble.empty()
                : OptionalDouble.of(numbers.get(0).asDouble());
    }
}
