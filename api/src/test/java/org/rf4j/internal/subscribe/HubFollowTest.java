package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.rf4j.RedisCommandException;
import org.rf4j.internal.call.Answer;
import org.rf4j.internal.topology.Slots;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;

/** Clauses P6 and P7: slots that move, and what the server says by itself. */
class HubFollowTest extends HubTests {

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
}
