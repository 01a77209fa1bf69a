package org.rf4j.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rf4j.Codec;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.command.Reply;
import org.rf4j.stream.StreamConsumer;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.SingleServer;

/** The recipes, on a real server. */
class RecipesIT {

    private static SingleServer server;
    private static Redis redis;

    @BeforeAll
    static void connect() {
        server = SingleServer.start();
        NodeAddress address = server.endpoints().get(0);
        redis = Redis.connect("redis://" + address.host() + ":" + address.port());
    }

    @AfterAll
    static void close() {
        redis.close();
        server.close();
    }

    @Test
    void valuesAreJson() {
        Order order = new Order("1", "Ada", 250);
        redis.sync(Codec.utf8(), new JsonCodec<>(Order.class)).set("order:1", order);

        assertThat(redis.sync().get("order:1")).contains("\"customer\":\"Ada\"");
        assertThat(redis.sync(Codec.utf8(), new JsonCodec<>(Order.class)).get("order:1"))
                .isEqualTo(order);
    }

    @Test
    void aValueThatIsNotTheJsonExpectedIsTold() {
        redis.sync().set("order:broken", "no json");
        assertThatThrownBy(() ->
                        redis.sync(Codec.utf8(), new JsonCodec<>(Order.class)).get("order:broken"))
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("codec");
    }

    @Test
    void everyOrderIsBilledAndThoseOfACustomerInOrder() {
        OrderDesk desk = new OrderDesk(redis);
        IntStream.range(0, 100).forEach(i -> desk.take(new Order(Integer.toString(i), i % 2 == 0 ? "Ada" : "Bob", i)));
        List<Order> billed = new CopyOnWriteArrayList<>();
        try (StreamConsumer consumer = desk.bill(billed::add)) {
            await().until(() -> billed.size() == 100);
            assertThat(consumer.statistics().failed()).isZero();
        }
        for (String customer : List.of("Ada", "Bob")) {
            assertThat(billed.stream()
                            .filter(order -> order.customer().equals(customer))
                            .map(Order::cents)
                            .toList())
                    .hasSize(50)
                    .isSorted();
        }
    }

    @Test
    void aModuleThatTheServerLacksIsTheServersError() {
        JsonDocuments<Order> documents = new JsonDocuments<>(redis, new JsonCodec<>(Order.class));
        assertThatThrownBy(() -> documents.get("order:1"))
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("ERR"))
                .hasMessageContaining("JSON.GET");
    }

    @Test
    void repliesOfAModuleAreTyped() {
        JsonDocuments<Order> documents = new JsonDocuments<>(redis, new JsonCodec<>(Order.class));
        byte[] json = "{\"id\":\"1\",\"customer\":\"Ada\",\"cents\":250}".getBytes(StandardCharsets.UTF_8);

        assertThat(documents.document(Reply.of(json))).isEqualTo(new Order("1", "Ada", 250));
        assertThat(documents.document(Reply.of(null))).isNull();
        assertThat(JsonDocuments.number(Reply.of("4".getBytes(StandardCharsets.UTF_8))))
                .hasValue(4);
        assertThat(JsonDocuments.number(Reply.of(List.of(4L)))).hasValue(4);
        assertThat(JsonDocuments.number(Reply.of(List.of()))).isEqualTo(OptionalDouble.empty());
    }
}
