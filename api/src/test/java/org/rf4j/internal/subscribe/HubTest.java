package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Backoff;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.RedisCommandException;
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
import org.rf4j.spi.NodeException;

/** Clauses P1, P6, P7 and P10 in a cluster of two nodes whose subscribers are answered by the test. */
@Timeout(30)
class HubTest {

    private static final int SLOT_OF_A = slot("a");
    private static final int SLOT_OF_B = slot("b");

    private final Core core = new Core();
    private final FakeDeployment deployment = new FakeDeployment();
    private final FakeSubscribers one = new FakeSubscribers(new Endpoint("one", 7000));
    private final FakeSubscribers two = new FakeSubscribers(new Endpoint("two", 7000));
    private final List<RedisEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger restored = new AtomicInteger();
    private final Listener listener = new Listener();
    private final Hub hub = hub(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)));

    private Hub hub(Backoff backoff) {
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

    @Test
    void shardChannelsOfOneSlotAreAskedForInOneRequest() {
        shard("{a}1", "{b}1", "{a}2");

        assertThat(one.requests).containsExactlyInAnyOrder("subscribe SHARD {a}1 {a}2", "subscribe SHARD {b}1");
    }

    @Test
    void channelsAndPatternsAreOneRequestEachWhateverTheirSlot() {
        hub.subscribe(options(SubscribeOptions.defaults()), listener, "x", "y", "z");

        assertThat(one.requests).containsExactly("subscribe CHANNEL x y z");
    }

    @Test
    void eachNodeHasOneSubscriber() {
        deployment.leads(SLOT_OF_B, two.link);
        shard("{a}1", "{b}1");
        shard("{a}2", "{b}2");
        hub.subscribe(options(SubscribeOptions.defaults()), listener, "x");

        assertThat(one.opened()).isEqualTo(1);
        assertThat(two.opened()).isEqualTo(1);
        assertThat(two.requests).containsExactly("subscribe SHARD {b}1", "subscribe SHARD {b}2");
    }

    @Test
    void theSubscriptionIsThereWhenAllNodesHaveAcknowledged() {
        deployment.leads(SLOT_OF_B, two.link);
        Answer<Subscription> subscribed = shard("{a}1", "{b}1");
        one.answerAll();
        assertThat(subscribed).isNotDone();

        two.answerAll();

        await().until(subscribed::isDone);
        assertThat(subscribed.join().isLive()).isTrue();
        assertThat(listener.told).containsExactly("subscribed [{a}1, {b}1]");
    }

    @Test
    void aChannelWhoseNodeIsAwayIsAskedForWhenItIsBack() {
        deployment.leads(SLOT_OF_A, null);
        Answer<Subscription> subscribed = shard("{a}1");
        assertThat(one.requests).isEmpty();

        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        two.answerAll();

        await().until(subscribed::isDone);
        assertThat(listener.told).containsExactly("subscribed [{a}1]");
    }

    // ---------------------------------------------------------------- a slot moves

    @Test
    void aSlotThatMovesMakesOneGap() {
        live("{a}1", "{a}2", "{b}1");

        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        hub.follow();
        two.answerAll();

        assertThat(listener.told).containsExactly("gap SLOT_MOVED [{a}1, {a}2]", "subscribed [{a}1, {a}2, {b}1]");
        assertThat(two.requests).containsExactly("subscribe SHARD {a}1 {a}2");
    }

    @Test
    void theLostAndTheRestoredSubscriptionAreToldOnce() {
        live("{a}1", "{a}2");

        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        two.answerAll();

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("SubscriptionLost", "SubscriptionRestored");
    }

    @Test
    void whatTheOldNodeStillSendsIsNotDelivered() {
        live("{a}1", "{b}1");
        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        two.answerAll();
        listener.told.clear();

        one.publish("{a}1", "late");
        two.publish("{a}1", "in time");
        one.publish("{b}1", "as before");

        assertThat(listener.told).containsExactly("{a}1 in time", "{b}1 as before");
    }

    @Test
    void theOldNodeIsToldThatItsChannelsAreNotWantedThere() {
        live("{a}1", "{b}1");

        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();

        assertThat(one.requests).endsWith("unsubscribe SHARD {a}1");
        assertThat(one.open()).isEqualTo(1);
    }

    @Test
    void aNodeWithoutChannelsLosesItsSubscriber() {
        live("{a}1");

        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();

        assertThat(one.open()).isZero();
    }

    @Test
    void aSlotThatComesBackIsDeliveredAgain() {
        live("{a}1", "{b}1");
        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        one.answerAll();
        two.answerAll();
        deployment.leads(SLOT_OF_A, one.link);
        hub.follow();
        one.answerAll();
        listener.told.clear();

        one.publish("{a}1", "again");

        assertThat(listener.told).containsExactly("{a}1 again");
    }

    @Test
    void whatLeavesTheSameNodeForDifferentReasonsIsToldSo() {
        live("{a}1");
        Listener other = new Listener();
        hub.subscribe(options(SubscribeOptions.defaults()), other, "x");
        one.answerAll();
        listener.told.clear();
        other.told.clear();

        deployment.leads(SLOT_OF_A, two.link).leads(Slots.ANY, two.link);
        hub.follow();
        two.answerAll();

        assertThat(listener.told).startsWith("gap SLOT_MOVED [{a}1]");
        assertThat(other.told).startsWith("gap PRIMARY_CHANGED [x]");
    }

    // ---------------------------------------------------------------- what the server says

    @Test
    void aSubscriptionThatTheServerEndsFollowsItsSlot() {
        live("{a}1", "{b}1");
        deployment.leads(SLOT_OF_A, null);

        one.end("{a}1");
        assertThat(deployment.told).containsExactly("unserved, says one:7000");
        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        assertThat(two.requests).containsExactly("subscribe SHARD {a}1");
        two.answerAll();
        assertThat(listener.told).containsExactly("gap SLOT_MOVED [{a}1]", "subscribed [{a}1, {b}1]");
    }

    @Test
    void aSubscriptionThatTheServerEndsIsAskedForAgainByItself() {
        live("{a}1");

        one.end("{a}1");

        await().until(() -> one.requests.size() == 2);
        one.answerAll();
        assertThat(listener.told).containsExactly("gap SLOT_MOVED [{a}1]", "subscribed [{a}1]");
    }

    @Test
    void severalThatTheServerEndsMakeOneGap() {
        live("{a}1", "{a}2");
        deployment.leads(SLOT_OF_A, null);

        one.end("{a}1");
        one.end("{a}2");
        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        assertThat(two.requests).containsExactly("subscribe SHARD {a}1 {a}2");
        two.answerAll();
        assertThat(listener.told).containsExactly("gap SLOT_MOVED [{a}1, {a}2]", "subscribed [{a}1, {a}2]");
    }

    @Test
    void movedLeadsASubscriptionToWhereItBelongs() {
        live("{b}1");
        Answer<Subscription> subscribed = shard("{a}1");
        one.refuse("MOVED " + SLOT_OF_A + " two:7000");

        await().until(() -> two.requests.contains("subscribe SHARD {a}1"));
        assertThat(deployment.told).containsExactly("moved " + SLOT_OF_A + " to two:7000");
        two.answerAll();

        await().until(subscribed::isDone);
        assertThat(subscribed.join().isLive()).isTrue();
        assertThat(listener.told).containsExactly("subscribed [{a}1]");
    }

    @Test
    void aRefusalThatPassesIsTriedAgain() {
        Answer<Subscription> subscribed = shard("{a}1");
        one.refuse("CLUSTERDOWN The cluster is down");

        await().until(() -> one.requests.size() == 2);
        one.answerAll();

        await().until(subscribed::isDone);
        assertThat(subscribed).isNotCompletedExceptionally();
    }

    @Test
    void aRefusalForGoodEndsTheSubscription() {
        Answer<Subscription> subscribed = shard("{a}1");

        one.refuse("NOPERM no channel for you");

        await().until(subscribed::isDone);
        assertThat(subscribed)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(RedisCommandException.class)
                .withMessageContaining("NOPERM");
        assertThat(hub.notLive()).isEmpty();
    }

    @Test
    void ofSeveralThatAreRefusedEachIsAskedForAlone() {
        shard("{a}1", "{a}2");

        one.refuse("NOPERM no channel for you");

        assertThat(one.requests)
                .containsExactlyInAnyOrder("subscribe SHARD {a}1 {a}2", "subscribe SHARD {a}1", "subscribe SHARD {a}2");
    }

    /** The server has ended the channel already when it reads that it is not wanted, and sends that on elsewhere. */
    @Test
    void aRefusalOfWhatTheServerHasEndedBeforeConcernsNoOtherRequest() {
        Subscription subscription = live("{a}1", "{b}1");
        subscription.remove("{a}1");
        Answer<Subscription> subscribed = shard("{b}2");
        assertThat(one.requests).endsWith("unsubscribe SHARD {a}1", "subscribe SHARD {b}2");

        one.end("{a}1");
        one.refuse("MOVED " + SLOT_OF_A + " two:7000");
        one.answerAll();

        await().until(subscribed::isDone);
        assertThat(subscribed.join().isLive()).isTrue();
        assertThat(one.requests)
                .as("what was asked once")
                .containsExactlyInAnyOrder(
                        "subscribe SHARD {a}1",
                        "subscribe SHARD {b}1",
                        "unsubscribe SHARD {a}1",
                        "subscribe SHARD {b}2");
        assertThat(listener.told).as("gaps").noneMatch(told -> told.startsWith("gap"));
    }

    // ---------------------------------------------------------------- a node is lost

    @Test
    void onlyWhatWasOnALostNodeIsInterrupted() {
        deployment.leads(SLOT_OF_B, two.link);
        live("{a}1", "{b}1");

        two.lose("killed");

        await().until(() -> two.opened() == 2);
        two.answerAll();
        assertThat(listener.told).containsExactly("gap CONNECTION_LOST [{b}1]", "subscribed [{a}1, {b}1]");
        assertThat(one.opened()).isEqualTo(1);
    }

    @Test
    void aSubscriptionSurvivesTheDeathOfItsNode() {
        live("{a}1");
        deployment.leads(SLOT_OF_A, null);
        hub.ended(one.link, NodeException.unknown("killed", null));
        FakeDeployment.end(one.link);
        assertThat(one.open()).isZero();
        assertThat(hub.notLive()).containsExactly("{a}1");

        deployment.leads(SLOT_OF_A, two.link);
        hub.follow();
        two.answerAll();

        assertThat(listener.told).containsExactly("gap CONNECTION_LOST [{a}1]", "subscribed [{a}1]");
        assertThat(hub.notLive()).isEmpty();
    }

    // ---------------------------------------------------------------- what is not wanted any more

    @Test
    void aConnectionThatIsLostAgainSoonIsNotHurriedAfter() throws Exception {
        Hub patient = hub(new Backoff(Duration.ofMinutes(5), Duration.ofMinutes(5)));
        patient.subscribe(options(SubscribeOptions.defaults()), listener, "x");
        one.answerAll();

        one.lose("the first loss");
        await().until(() -> one.opened() == 2);
        one.answerAll();
        one.lose("the second, at once");

        CountDownLatch decided = new CountDownLatch(1);
        core.execute(decided::countDown);
        assertThat(decided.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(one.opened()).as("connections before the pause is over").isEqualTo(2);
        patient.close();
    }

    @Test
    void aSecondLossThatGoesFurtherBackBeginsTheGapEarlier() {
        deployment.leads(SLOT_OF_B, two.link);
        shard("{a}1", "{b}1");
        two.answerAll();
        long between = System.nanoTime();
        one.answerAll();

        one.lose("the later acknowledged is lost first");
        two.lose("then the other");
        await().until(() -> one.opened() == 2 && two.opened() == 2);
        one.answerAll();
        two.answerAll();

        assertThat(listener.gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.fromNanos() - between)
                        .as("the start of the gap after the second acknowledgement")
                        .isNegative());
    }

    @Test
    void aChannelThatNobodyWantsIsUnsubscribedWhereItIs() {
        deployment.leads(SLOT_OF_B, two.link);
        Subscription subscription = live("{a}1", "{b}1");

        subscription.remove("{b}1");

        assertThat(two.requests).endsWith("unsubscribe SHARD {b}1");
        assertThat(one.requests).containsExactly("subscribe SHARD {a}1");
    }

    @Test
    void whatTheServerEndsBecauseItWasAskedToIsNoInterruption() {
        Subscription subscription = live("{a}1", "{b}1");

        subscription.remove("{b}1");
        one.answerAll();

        assertThat(listener.told).isEmpty();
        assertThat(deployment.told).isEmpty();
    }

    @Test
    void closedItHasNoSubscribersAndDeliversNothing() {
        live("{a}1");

        hub.close();
        one.publish("{a}1", "late");

        assertThat(one.open()).isZero();
        assertThat(listener.told).isEmpty();
    }

    // ---------------------------------------------------------------- helpers

    private Answer<Subscription> shard(String... channels) {
        return hub.subscribe(options(SubscribeOptions.ofShardChannels()), listener, channels);
    }

    private Subscription live(String... channels) {
        Answer<Subscription> subscribed = shard(channels);
        one.answerAll();
        two.answerAll();
        await().until(subscribed::isDone);
        listener.told.clear();
        return subscribed.join();
    }

    private static SubscribeOptions<String> options(SubscribeOptions<String> options) {
        return options.executor(Runnable::run);
    }

    private static int slot(String tag) {
        return Slots.of(tag.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Listener implements MessageListener<String> {

        private final List<String> told = new CopyOnWriteArrayList<>();
        private final List<Gap> gaps = new CopyOnWriteArrayList<>();

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
