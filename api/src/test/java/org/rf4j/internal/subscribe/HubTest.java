package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rf4j.Backoff;
import org.rf4j.internal.call.Answer;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.spi.NodeException;

/** Clauses P1 and P10: what is asked of which node, and what becomes of it when a node is lost or nobody wants it. */
class HubTest extends HubTests {

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
}
