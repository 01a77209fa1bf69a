package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rf4j.AddressMapper;
import org.rf4j.Endpoint;
import org.rf4j.Redis;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.tck.server.FaultProxy;
import org.rf4j.tck.server.RedisProcess;

/** Servers that announce addresses at which this client does not reach them. */
abstract class AddressClauses extends ClauseTests {

    @Test
    @Clause("C14")
    void everyAnnouncedAddressIsTranslatedAlsoInAFailover() {
        Map<Endpoint, Endpoint> table = new HashMap<>();
        for (RedisProcess node : bench().nodes()) {
            table.put(
                    endpoint(node.address()),
                    endpoint(closing(FaultProxy.to(node.address())).address()));
        }
        Set<Endpoint> translated = new HashSet<>(table.values());
        Redis redis =
                connect(config -> config.addressMapper(AddressMapper.of(table)).commandTimeout(LONG));
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(events::add));
        redis.sync().set(name("key"), "value");
        Endpoint before = primaryOf(redis);

        assertThat(before).as("C14: the primary").isIn(translated);
        eventually(
                "C14: the addresses of primary and replicas",
                LONG,
                () -> dataNodes(redis).equals(translated));

        bench().killPrimary();
        awaitAway(redis);
        redis.sync().set(name("key"), "again");

        assertThat(primaryOf(redis)).as("C14: the new primary").isIn(translated).isNotEqualTo(before);
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
        assertThat(dataNodes(redis)).as("C14: the nodes after the failover").isSubsetOf(translated);
    }

    private static Set<Endpoint> dataNodes(Redis redis) {
        return redis.topology().nodes().stream()
                .filter(node -> node.role() != Node.Role.SENTINEL)
                .map(Node::endpoint)
                .collect(Collectors.toSet());
    }

    private static Endpoint primaryOf(Redis redis) {
        return Objects.requireNonNull(redis.topology().primary()).endpoint();
    }
}
