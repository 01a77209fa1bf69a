package org.rf4j.examples.recipes;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.rf4j.Codec;
import org.rf4j.Redis;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.StreamEntry;
import org.rf4j.stream.StreamConsumer;

/** Orders through a stream: any number of desks share them, each order is billed at least once, customers' in order. */
public final class OrderDesk {

    private static final String STREAM = "orders";
    private static final String GROUP = "billing";
    private static final String FIELD = "order";

    private final Redis redis;
    private final JsonCodec<Order> codec = new JsonCodec<>(Order.class);

    /** Creates a desk. */
    public OrderDesk(Redis redis) {
        this.redis = redis;
    }

    /** Takes an order. */
    public void take(Order order) {
        RedisCommands<String, Order> commands = redis.sync(Codec.utf8(), codec);
        commands.xadd(STREAM, Map.of(FIELD, order));
    }

    /** Bills orders until it is closed. What the biller throws has the order billed again, up to five times. */
    public StreamConsumer bill(Consumer<Order> biller) {
        return StreamConsumer.of(redis, STREAM, GROUP)
                .codec(codec)
                .concurrency(8)
                .orderedBy(entry -> orderIn(entry).customer())
                .maxDeliveries(5)
                .start(delivery -> biller.accept(orderIn(delivery.entry())));
    }

    /** What is no order throws, and ends among the dead letters. */
    private static Order orderIn(StreamEntry<String, Order> entry) {
        return Objects.requireNonNull(entry.asMap().get(FIELD), "the entry holds no order");
    }
}
