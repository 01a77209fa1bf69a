package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.rf4j.Endpoint;
import org.rf4j.Redis;
import org.rf4j.failover.RedisEvent;

/** What sentinels say of primary and replicas, where those are elsewhere. */
abstract class SentinelAddressClauses extends AddressClauses {

    @Test
    @Clause("C14")
    void everyAnnouncedAddressIsTranslatedAlsoInAFailover() {
        Redis redis = translated();
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        redis.sync().set(name("key"), "value");
        Endpoint before = primaryOf(redis);

        assertThat(before).as("C14: the primary").isIn(addresses());
        eventually(
                "C14: the addresses of primary and replicas",
                LONG,
                () -> dataNodes(redis).equals(addresses()));

        killPrimaryOf(redis);
        redis.sync().set(name("key"), "again");

        assertThat(primaryOf(redis))
                .as("C14: the new primary")
                .isIn(addresses())
                .isNotEqualTo(before);
        // Events are told on a thread of their own, so a call may end before its cause has been told of.
        eventually(
                "C14: the change of the primary is told",
                LONG,
                () -> events.stream().anyMatch(RedisEvent.PrimaryChanged.class::isInstance));
        assertThat(events)
                .as("C14: what the sentinels publish is translated too, or the move could not have come early")
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                RedisEvent.PrimaryChanged.class,
                                change -> assertThat(change.provisional()).isTrue()));
        eventually(
                "C14: the sentinels confirm the primary under its translated address",
                LONG,
                () -> events.stream().anyMatch(RedisEvent.FailoverCompleted.class::isInstance));
        assertThat(dataNodes(redis)).as("C14: the nodes after the failover").isSubsetOf(addresses());
    }
}
