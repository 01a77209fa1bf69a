package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.failover.HealthStatus;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.KeyspaceEvent;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.RedisProcess;

/** What happens to keys, told by every primary. */
abstract class KeyspaceClauses extends ClauseTests {

    private static final int KEYS = 60;
    private static final String SETTING = "notify-keyspace-events";

    private void setAll(String flags) {
        bench().callAll("CONFIG", "SET", SETTING, flags);
    }

    /** Returns how many connections are subscribed at each server that has any. */
    private List<String> subscribers() {
        return bench().nodes().stream()
                .filter(node -> node.isAlive() && !node.isFrozen())
                .flatMap(node -> Bench.clients(node, clientName()).stream())
                .filter(client -> !"0".equals(client.get("sub")) || !"0".equals(client.get("psub")))
                .map(client -> client.get("sub") + "+" + client.get("psub"))
                .toList();
    }

    /** Hears the numbers that keys end with, as messages. */
    private record Numbers(Recorder recorder) implements MessageListener<KeyspaceEvent<String>> {

        @Override
        public void onMessage(Message<KeyspaceEvent<String>> message) {
            String key = message.payload().key();
            recorder.onMessage(new Message<>(message.channel(), null, key.substring(key.lastIndexOf(':') + 1)));
        }

        @Override
        public void onGap(Gap gap) {
            recorder.onGap(gap);
        }
    }

    /** Keeps the events of the keys that begin so: keys of tests before may expire meanwhile. */
    private static MessageListener<KeyspaceEvent<String>> eventsOf(String prefix, List<KeyspaceEvent<String>> heard) {
        return message -> {
            if (message.payload().key().startsWith(prefix)) {
                heard.add(message.payload());
            }
        };
    }

    @Test
    @Clause("P13")
    void eachEventIsHeardOnceWhicheverPrimaryHasTheKey() {
        setAll("KEA");
        Redis redis = connect();
        String prefix = "tck:" + clientName() + ":";
        List<KeyspaceEvent<String>> heard = new CopyOnWriteArrayList<>();
        Subscription some = closing(redis.pubSub().keyspace(eventsOf(prefix, heard), "set", "del"));
        List<KeyspaceEvent<String>> all = new CopyOnWriteArrayList<>();
        Subscription every = closing(redis.pubSub().keyspace(eventsOf(prefix, all), "*"));
        assertThat(subscribers())
                .as("P13: two subscriptions share one connection to each primary")
                .hasSize(clustered() ? 3 : 1)
                .containsOnly("2+1");

        List<KeyspaceEvent<String>> expected = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            redis.sync().set(prefix + i, "value");
            redis.sync().expire(prefix + i, Duration.ofMinutes(1));
            redis.sync().del(prefix + i);
            expected.add(new KeyspaceEvent<>(0, "set", prefix + i));
            expected.add(new KeyspaceEvent<>(0, "del", prefix + i));
        }
        eventually("P13: all events are there", LONG, () -> heard.size() >= expected.size() && all.size() >= 3 * KEYS);
        assertThat(heard).as("P13: events of two kinds").containsExactlyInAnyOrderElementsOf(expected);
        assertThat(all).as("P13: events of every kind").hasSize(3 * KEYS).containsAll(expected);

        some.remove("set");
        redis.sync().set(prefix + "last", "value");
        redis.sync().del(prefix + "last");
        KeyspaceEvent<String> last = new KeyspaceEvent<>(0, "del", prefix + "last");
        eventually("P13: what is still wanted", LONG, () -> heard.contains(last) && all.contains(last));
        assertThat(heard).as("P9: nothing of what is not").hasSize(expected.size() + 1);
        some.unsubscribe();
        every.unsubscribe();
        eventually("no subscription is left", LONG, () -> subscribers().isEmpty());
    }

    @Test
    @Clause("P13")
    void aPrimaryThatDoesNotSendThemFailsTheSubscription() {
        setAll("KEA");
        RedisProcess primary = bench().primary();
        Bench.call(primary, "CONFIG", "SET", SETTING, "KEg");
        Redis redis = connect();

        RedisException failure = failure(
                "P13: a subscription to what one primary does not send",
                MARGIN,
                () -> redis.pubSub().keyspace(message -> {}, "del", "expired"));

        assertThat(failure)
                .hasMessageContaining(":" + primary.port() + " ")
                .hasMessageContaining("lacks 'x'")
                .hasMessageContaining("CONFIG SET " + SETTING);
        assertThat(failure(
                        "P13: without waiting",
                        MARGIN,
                        () -> redis.pubSub()
                                .keyspaceAsync(SubscribeOptions.defaults(), message -> {}, "expired")
                                .join()))
                .hasMessageContaining("lacks 'x'");
        eventually(
                "P1: nothing stays half subscribed", LONG, () -> subscribers().isEmpty());
        assertThat(redis.health().status()).isEqualTo(HealthStatus.UP);
        Subscription sent = closing(redis.pubSub().keyspace(message -> {}, "del"));
        assertThat(failure("P13: adding what is not sent", MARGIN, () -> sent.add("expired")))
                .hasMessageContaining("lacks 'x'");
        assertThat(sent.isLive()).as("P13: what is sent goes on").isTrue();
    }

    @Test
    @Clause({"P13", "P6", "P7"})
    void theyGoOnWhenThePrimaryIsReplaced() {
        setAll("KEA");
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        Subscription subscription = closing(redis.pubSub().keyspace(new Numbers(recorder), "set"));
        History history = new History();
        Loop loop = closing(new Loop("tck-keys", () -> write(redis, history)));
        eventually("keys are written", LONG, () -> history.size() > 20);

        RedisProcess killed = killPrimaryOf(redis);
        bench().bringBack(killed);
        if (!failsOver()) {
            // It has forgotten the setting.
            setAll("KEA");
        }
        eventually("P13: a gap", LONG, () -> !recorder.gaps().isEmpty());
        eventually("P6: it is live again", LONG, subscription::isLive);
        int before = history.size();
        eventually("keys are written after", LONG, () -> history.size() > before + 20);
        loop.end();
        eventually("the last is heard", LONG, () -> recorder.messages().contains(history.last()));

        history.judge(recorder);
        assertThat(recorder.gaps()).as("P7: one interruption").hasSize(1);
        assertThat(subscribers())
                .as("P13: one subscription at each primary")
                .hasSize(clustered() ? 3 : 1)
                .containsOnly("1+0");
    }

    private void write(Redis redis, History history) {
        int number = history.size();
        long from = System.nanoTime();
        try {
            redis.sync().set(name("numbered:" + number), "value");
            history.published(number, from, System.nanoTime());
        } catch (RedisException unknown) {
            // Whether it was written nobody knows, so that nothing is demanded of its event; its number is used up.
            history.published(number, Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);
        }
    }

    @Test
    @Clause({"P13", "F6"})
    void aPrimaryThatTakesOverAndDoesNotSendThemIsTold() {
        setAll("KEA");
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        Subscription subscription = closing(redis.pubSub().keyspace(new Numbers(recorder), "set"));
        List<RedisProcess> successors = failsOver() ? bench().replicas() : List.of();
        successors.forEach(node -> Bench.call(node, "CONFIG", "SET", SETTING, ""));

        RedisProcess killed = killPrimaryOf(redis);
        bench().bringBack(killed);
        redis.sync().set(name("key:0"), "value");

        assertThat(subscription.isLive()).as("P13: it is not live").isFalse();
        eventually(
                "F6: health names what is missing",
                LONG,
                () -> redis.health().problems().stream().anyMatch(problem -> problem.contains("__keyevent@0__:set")));
        assertThat(redis.health().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(recorder.gaps()).as("P7: the gap lasts").isEmpty();

        setAllThatLive("KEA");
        eventually("P13: live once the node sends them", LONG, subscription::isLive);
        eventually("P7: one gap", LONG, () -> recorder.gaps().size() == 1);
        redis.sync().set(name("key:1"), "value");
        eventually("P13: they are heard again", LONG, () -> recorder.messages().contains("1"));
    }

    private void setAllThatLive(String flags) {
        bench().nodes().stream()
                .filter(RedisProcess::isAlive)
                .forEach(node -> Bench.call(node, "CONFIG", "SET", SETTING, flags));
    }

    @Test
    @Clause("P13")
    void whoeverMayNotAskTrustsAndSaysNothingElse() {
        setAll("KEA");
        bench().callAll("ACL", "SETUSER", "tck-listener", "on", ">listening", "~*", "&*", "+@all", "-config");
        try {
            Redis redis = connect(config -> config.credentials(Credentials.of("tck-listener", "listening")));
            List<String> keys = new CopyOnWriteArrayList<>();
            closing(redis.pubSub()
                    .keyspace(message -> keys.add(message.payload().key()), "set"));
            redis.sync().set(name("key"), "value");
            eventually("P13: an event", LONG, () -> keys.equals(List.of(name("key"))));
        } finally {
            bench().callAll("ACL", "DELUSER", "tck-listener");
        }
    }

    @Test
    @Clause("P13")
    void eventsAreAskedForByTheirNames() {
        Redis redis = connect();
        for (String wrong : List.of("", "exp*", "?", "[a]")) {
            assertThatThrownBy(() -> redis.pubSub().keyspace(message -> {}, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'expired'");
        }
    }
}
