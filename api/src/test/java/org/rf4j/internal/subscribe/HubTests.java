package org.rf4j.internal.subscribe;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisConfig;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;
import org.rf4j.internal.call.Answer;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.Slots;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;

/** A cluster of two nodes whose subscribers are answered by the test, and what the tests of it have in common. */
@Timeout(30)
abstract class HubTests {

    static final int SLOT_OF_A = slot("a");
    static final int SLOT_OF_B = slot("b");

    final Core core = new Core();
    final FakeDeployment deployment = new FakeDeployment();
    final FakeSubscribers one = new FakeSubscribers(new Endpoint("one", 7000));
    final FakeSubscribers two = new FakeSubscribers(new Endpoint("two", 7000));
    final List<RedisEvent> events = new CopyOnWriteArrayList<>();
    final AtomicInteger restored = new AtomicInteger();
    final Listener listener = new Listener();
    final Hub hub = hub(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));

    Hub hub(Backoff backoff) {
        return new Hub(
                core,
                RedisConfig.builder()
                        .mode(Mode.CLUSTER)
                        .clusterNode("one", 7000)
                        .livenessInterval(Duration.ofMinutes(1))
                        .commandTimeout(Duration.ofSeconds(20))
                        .backoff(backoff)
                        .build(),
                deployment,
                events::add,
                Runnable::run,
                restored::incrementAndGet);
    }

    @BeforeEach
    void bothSlotsAreOnNodeOne() {
        deployment.leads(SLOT_OF_A, one.link).leads(SLOT_OF_B, one.link).leads(Slots.ANY, one.link);
        deployment.reaches(two.link);
        deployment.onRerouted(hub::follow);
    }

    @AfterEach
    void closeAll() {
        hub.close();
        core.close();
    }

    Answer<Subscription> shard(String... channels) {
        return hub.subscribe(options(SubscribeOptions.ofShardChannels()), listener, channels);
    }

    Subscription live(String... channels) {
        Answer<Subscription> subscribed = shard(channels);
        one.answerAll();
        two.answerAll();
        await().until(subscribed::isDone);
        listener.told.clear();
        return subscribed.join();
    }

    static SubscribeOptions<String> options(SubscribeOptions<String> options) {
        return options.executor(Runnable::run);
    }

    static int slot(String tag) {
        return Slots.of(tag.getBytes(StandardCharsets.UTF_8));
    }

    static final class Listener implements MessageListener<String> {

        final List<String> told = new CopyOnWriteArrayList<>();
        final List<Gap> gaps = new CopyOnWriteArrayList<>();

        @Override
        public void onMessage(Message<String> message) {
            told.add(message.channel() + " " + message.payload());
        }

        @Override
        public void onGap(Gap gap) {
            gaps.add(gap);
            told.add("gap " + gap.cause() + " " + new TreeSet<>(gap.channels()));
        }

        @Override
        public void onSubscribed(Set<String> channels) {
            told.add("subscribed " + new TreeSet<>(channels));
        }
    }
}
