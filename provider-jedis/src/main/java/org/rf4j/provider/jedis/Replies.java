package org.rf4j.provider.jedis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.ServerError;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.PushConsumer;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.PushMessage;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.KeyValue;

/** Reads replies with Jedis's parser and makes them the plain values that RF4J takes. */
final class Replies {

    /** What the server sent of its own accord on RESP3. */
    record Push(List<?> content) {}

    private static final PushConsumerChain KEEP = new PushConsumerChain() {
        @Override
        public PushMessage process(PushMessage message) {
            return message;
        }

        @Override
        public List<PushConsumer> getConsumers() {
            return List.of();
        }
    };

    private Replies() {}

    static @Nullable Object read(ReplyInput in) {
        byte type = in.nextByte();
        while (type == '|') {
            skipAttributes(in);
            type = in.nextByte();
        }
        switch (type) {
            case '-':
                // Jedis would throw, and for a text that only begins like MOVED or ASK the text would be lost.
                in.readByte();
                return new ServerError(new String(in.readLineBytes(), StandardCharsets.UTF_8));
            case '>':
                return new Push((List<?>) Protocol.read(in, KEEP));
            default:
                return plain(Protocol.read(in, KEEP));
        }
    }

    /** Jedis's parser does not know attributes. */
    private static void skipAttributes(ReplyInput in) {
        in.readByte();
        for (int i = 2 * in.readIntCrLf(); i > 0; i--) {
            Protocol.read(in, KEEP);
        }
    }

    private static @Nullable Object plain(@Nullable Object raw) {
        if (raw instanceof List<?> list) {
            return plain(list);
        }
        return raw instanceof JedisDataException error ? new ServerError(String.valueOf(error.getMessage())) : raw;
    }

    /** The lists are the parser's own and nobody else's, so elements are replaced in place. */
    private static List<?> plain(List<?> list) {
        if (!list.isEmpty() && list.get(0) instanceof KeyValue) {
            return flat(list);
        }
        @SuppressWarnings("unchecked")
        List<@Nullable Object> elements = (List<@Nullable Object>) list;
        for (int i = 0; i < elements.size(); i++) {
            Object element = elements.get(i);
            Object plain = plain(element);
            if (plain != element) {
                elements.set(i, plain);
            }
        }
        return elements;
    }

    private static List<?> flat(List<?> map) {
        List<@Nullable Object> flat = new ArrayList<>(2 * map.size());
        for (Object entry : map) {
            KeyValue<?, ?> pair = (KeyValue<?, ?>) entry;
            flat.add(plain(pair.getKey()));
            flat.add(plain(pair.getValue()));
        }
        return flat;
    }
}
