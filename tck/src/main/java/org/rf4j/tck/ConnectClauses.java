package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisClosedException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.pubsub.Subscription;

/** How a client begins and ends. */
abstract class ConnectClauses extends ClauseTests {

    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    @Test
    @Clause("C1")
    void connectReturnsAClientThatCanCall() {
        Redis redis = connect();

        redis.sync().set(name("key"), "value");

        assertThat(redis.sync().get(name("key"))).as("C1: a call after connect").isEqualTo("value");
        assertThat(redis.provider())
                .as("C1: the provider asked for")
                .isEqualTo(provider().name());
    }

    @Test
    @Clause("C1")
    void connectToAClosedPortFailsAndNamesTheEndpoint() throws IOException {
        int port = closedPort();
        RedisConfig.Builder config = RedisConfig.builder().provider(provider().name());
        pointAt(config, "127.0.0.1", port);

        RedisException failure = failure("C1: connect to a closed port fails", Duration.ofSeconds(3), () -> {
            try (Redis redis = Redis.connect(config.build())) {
                redis.sync().get("never");
            }
        });

        assertThat(failure.getMessage())
                .as("C1: the message names the endpoint")
                .contains("127.0.0.1:" + port);
        assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    @Clause("C1")
    void connectToAFrozenServerEndsWithinTheStartupTimeout() {
        bench().freezePrimary();

        failure("C1: connect to a frozen server fails", Duration.ofMillis(800).plus(MARGIN), () -> {
            try (Redis redis = Redis.connect(config().connectTimeout(Duration.ofMillis(400))
                    .startupTimeout(Duration.ofMillis(800))
                    .closeTimeout(Duration.ofMillis(100))
                    .build())) {
                redis.sync().get("never");
            }
        });
    }

    @Test
    @Clause("C8")
    void closeIsIdempotentAndLaterCallsSaySo() {
        Redis redis = connect();
        redis.close();
        redis.close();

        RedisException sync =
                failure("C8: a call after close", MARGIN, () -> redis.sync().get(name("key")));
        RedisException async = failure(
                "C8: an asynchronous call after close",
                MARGIN,
                () -> redis.async().get(name("key")).join());

        assertThat(sync).as("C8: a call after close").isInstanceOf(RedisClosedException.class);
        assertThat(async).as("C8: an asynchronous call after close").isInstanceOf(RedisClosedException.class);
        assertThat(sync.outcome()).as("C4: outcome of a call after close").isEqualTo(Outcome.NOT_EXECUTED);
        assertThatThrownBy(() -> subscribe(redis, message -> {}, name("channel")))
                .as("C8: subscribe after close")
                .isInstanceOf(RedisClosedException.class);
    }

    @Test
    @Clause("C8")
    void closeLeavesNoThreadAndNoClientOnTheServers() {
        Set<String> before = ownThreads();
        Set<Thread> keepingAlive = threadsThatKeepTheMachineAlive();
        Redis redis = connect();
        subscribe(redis, message -> {}, name("channel"));
        redis.sync().set(name("key"), "value");
        assertThat(bench().clients(clientName()).size())
                .as("C10: connections by the name of the client")
                .isGreaterThanOrEqualTo(2);

        redis.close();

        assertThat(threadsThatKeepTheMachineAlive())
                .as("C8: threads that are no daemons")
                .isSubsetOf(keepingAlive);
        eventually(
                "C8: no client is left on any server",
                Duration.ofSeconds(1),
                () -> bench().clients(clientName()).isEmpty());
        eventually(
                "C8: no thread of the client is left", Duration.ofSeconds(1), () -> before.containsAll(ownThreads()));
    }

    private static Set<Thread> threadsThatKeepTheMachineAlive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !thread.getName().startsWith("junit-"))
                .collect(Collectors.toSet());
    }

    @Test
    @Clause("C8")
    void nothingIsDeliveredAfterClose() {
        Redis publisher = connect();
        Redis redis = connect();
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean late = new AtomicBoolean();
        subscribe(redis, message -> late.compareAndSet(false, closed.get()), name("channel"));
        for (int i = 0; i < 2_000; i++) {
            publishAsync(publisher, name("channel"), "message");
        }

        redis.close();
        closed.set(true);

        publish(publisher, name("channel"), "last");
        assertThat(late).as("C8: a message delivered after close returned").isFalse();
    }

    @Test
    @Clause("C8")
    void closeEndsInTimeWhileTheServerIsFrozen() {
        Set<String> before = ownThreads();
        Redis redis = connect(config -> config.closeTimeout(CLOSE_TIMEOUT));
        subscribe(redis, message -> {}, name("channel"));
        bench().freezePrimary();
        redis.async().set(name("key"), "value");

        long began = System.nanoTime();
        redis.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("C8: the time that close takes while the server is frozen")
                .isLessThan(CLOSE_TIMEOUT.plus(MARGIN));
        eventually(
                "C8: no thread of the client is left", Duration.ofSeconds(1), () -> before.containsAll(ownThreads()));
    }

    @Test
    @Clause("C8")
    void closeEndsInTimeWhileTheServerIsDown() {
        Redis redis = connect(config -> config.closeTimeout(CLOSE_TIMEOUT));
        bench().killPrimary();
        awaitAway(redis);
        var parked = redis.async().set(name("key"), "value");

        long began = System.nanoTime();
        redis.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("C8: the time that close takes while the server is down")
                .isLessThan(CLOSE_TIMEOUT.plus(MARGIN));
        RedisException failure = failure("C8: a call parked at close fails", MARGIN, parked::join);
        assertThat(failure.outcome())
                .as("C4: outcome of a call that was parked")
                .isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    @Clause("C10")
    void userDatabaseAndNameHoldOnEveryConnectionAlsoAfterAReconnect() {
        bench().callAll("ACL", "SETUSER", "tck", "on", ">secret", "~*", "&*", "+@all");
        try {
            Redis redis = connect(config ->
                    config.credentials(Credentials.of("tck", "secret")).database(database()));
            Recorder recorder = new Recorder();
            Subscription subscription = subscribe(redis, recorder, name("channel"));
            redis.sync().set(name("key"), "value");
            assertIdentity("at first", bench().clients(clientName()));

            assertThat(bench().cut(clientName())).as("C10: connections cut").isGreaterThanOrEqualTo(2);

            eventually("C10: subscribed again", LONG, () -> !recorder.gaps().isEmpty() && subscription.isLive());
            redis.sync().set(name("key"), "again");
            // It may have been opened once more since: when the node's other connection was seen to be lost.
            List<Map<String, String>> clients = new ArrayList<>();
            eventually("C10: a subscription is among the connections after a reconnect", LONG, () -> {
                clients.clear();
                clients.addAll(bench().clients(clientName()));
                return clients.stream().anyMatch(this::isSubscribed);
            });
            assertIdentity("after a reconnect", clients);
        } finally {
            bench().callAll("ACL", "DELUSER", "tck");
        }
    }

    /** A cluster has one only. */
    private int database() {
        return clustered() ? 0 : 3;
    }

    private void assertIdentity(String when, List<Map<String, String>> clients) {
        assertThat(clients.size()).as("C10: connections " + when).isGreaterThanOrEqualTo(2);
        assertThat(clients)
                .as("C10: user and database of every connection " + when)
                .allSatisfy(client -> {
                    assertThat(client.get("user")).isEqualTo("tck");
                    assertThat(client.get("db")).isEqualTo(Integer.toString(database()));
                });
        assertThat(clients)
                .as("C10: a subscription is among the connections " + when)
                .anyMatch(this::isSubscribed);
    }

    private boolean isSubscribed(Map<String, String> client) {
        return "1".equals(client.get(clustered() ? "ssub" : "sub"));
    }
}
