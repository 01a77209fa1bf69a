package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.failover.Health;
import org.rf4j.failover.HealthStatus;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.rf4j.tck.server.RedisProcess;

/** Events and health. */
abstract class FailoverClauses extends ClauseTests {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    @Test
    @Clause("F1")
    void eventsComeOnceInOrderAfterTheStateIsApplied() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        List<RedisEvent> events = new CopyOnWriteArrayList<>();
        List<String> contradictions = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(event -> {
            throw new IllegalStateException("thrown by a listener of the kit");
        }));
        closing(redis.onEvent(event -> {
            events.add(event);
            if (event instanceof RedisEvent.PrimaryChanged changed) {
                Node expected = new Node(changed.to(), Node.Role.PRIMARY, true);
                if (!redis.topology().nodes().contains(expected)) {
                    contradictions.add(changed + " while the topology says " + redis.topology());
                }
            }
        }));
        RedisProcess killed = killPrimaryOf(redis);
        bench().bringBack(killed);
        redis.sync().set(name("key"), "value");
        Class<? extends RedisEvent> last =
                failsOver() ? RedisEvent.FailoverCompleted.class : RedisEvent.ConnectionRestored.class;
        eventually("F1: " + last.getSimpleName(), LONG, () -> events.stream().anyMatch(last::isInstance));

        List<Class<?>> expected = failsOver()
                ? List.of(
                        RedisEvent.ConnectionLost.class,
                        RedisEvent.FailoverStarted.class,
                        RedisEvent.PrimaryChanged.class,
                        RedisEvent.FailoverCompleted.class)
                : List.of(RedisEvent.ConnectionLost.class, RedisEvent.ConnectionRestored.class);
        List<Class<?>> seen = events.stream()
                .<Class<?>>map(Object::getClass)
                .filter(expected::contains)
                .toList();
        if (failsOver()) {
            // Whether the sentinels or the connection tell first of the end is not ours to say.
            assertThat(seen).as("F1: each event once").containsExactlyInAnyOrderElementsOf(expected);
            assertThat(seen.subList(2, 4)).as("F1: order of %s", events).isEqualTo(expected.subList(2, 4));
        } else {
            assertThat(seen).as("F1: events %s", events).isEqualTo(expected);
        }
        assertThat(contradictions)
                .as("F1: events told before the state was applied")
                .isEmpty();
    }

    @Test
    @Clause("F1")
    void allEventsAreToldOnOneThread() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        List<String> threads = new CopyOnWriteArrayList<>();
        closing(redis.onEvent(event -> threads.add(Thread.currentThread().getName())));
        closing(redis.onEvent(event -> threads.add(Thread.currentThread().getName())));

        RedisProcess killed = killPrimaryOf(redis);
        bench().bringBack(killed);
        redis.sync().set(name("key"), "value");

        eventually("F1: two listeners are told two events", LONG, () -> threads.size() >= 4);
        assertThat(Set.copyOf(threads)).as("F1: threads that told events").hasSize(1);
    }

    @Test
    @Clause("F6")
    void healthIsUpWhenAllIsWell() {
        Redis redis = connect();
        subscribe(redis, message -> {}, name("channel"));

        Health health = redis.health();

        assertThat(health.status())
                .as("F6: status, with the problems %s", health.problems())
                .isEqualTo(HealthStatus.UP);
        assertThat(health.writesProved()).as("F6: a write was accepted").isTrue();
        assertThat(health.roundTrip()).as("F6: round trip").isNotNull().isPositive();
        assertThat(health.topology().mode()).as("F6: mode").isEqualTo(mode());
        assertThat(health.problems()).as("F6: problems").isEmpty();
        assertThat(redis.sync().exists("rf4j:health:never-written"))
                .as("F6: the check changes nothing")
                .isZero();
    }

    @Test
    @Clause("F6")
    void healthIsDownInTimeWhenThePrimaryIsGone() {
        Redis redis = connect(config -> config.commandTimeout(TIMEOUT));
        bench().killPrimary();
        awaitAway(redis);

        assertDownInTime(redis, "killed");
        assertThat(redis.health().lastFailure()).as("F6: the last failure").isNotNull();
    }

    @Test
    @Clause("F6")
    void healthIsDownInTimeWhenThePrimaryIsFrozen() {
        Redis redis = connect(config -> config.commandTimeout(TIMEOUT));
        bench().freezePrimary();

        assertDownInTime(redis, "frozen");
    }

    private void assertDownInTime(Redis redis, String how) {
        long began = System.nanoTime();
        Health health = redis.health();
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(health.status())
                .as("F6: status of a primary that is " + how)
                .isEqualTo(clustered() ? HealthStatus.DEGRADED : HealthStatus.DOWN);
        assertThat(health.problems()).as("F6: problems").isNotEmpty();
        assertThat(took).as("F6: time of a check").isLessThan(TIMEOUT.plus(MARGIN));
    }
}
