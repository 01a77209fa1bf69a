package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.rf4j.CallOptions;
import org.rf4j.Credentials;
import org.rf4j.Endpoint;
import org.rf4j.Mode;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.StartMode;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RespConnection;

/** How a client begins while there is no primary, and where nobody has said what kind of servers there are. */
abstract class StartClauses extends ClauseTests {

    /** A startup timeout that no test waits for. */
    private static final Duration FAR_AWAY = Duration.ofSeconds(30);

    @Test
    @Clause("C13")
    void failFastEndsAsSoonAsEverythingWasTried() {
        bench().killPrimary();

        RedisException failure = failure(
                "C13: connect with FAIL_FAST while the primary is down",
                Duration.ofSeconds(3),
                () -> connect(config -> config.startMode(StartMode.FAIL_FAST).startupTimeout(FAR_AWAY)));

        assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    @Clause("C13")
    void waitConnectsOnceThereIsAPrimary() throws Exception {
        RedisProcess killed = bench().killPrimary();
        CompletableFuture<Redis> connecting = CompletableFuture.supplyAsync(
                () -> connect(config -> config.startMode(StartMode.WAIT).startupTimeout(FAR_AWAY)));
        assertThatThrownBy(() -> connecting.get(300, TimeUnit.MILLISECONDS))
                .as("C13: connect with WAIT while there is no primary")
                .isInstanceOf(TimeoutException.class);
        bench().bringBack(killed);

        Redis redis = result("C13: connect with WAIT once there is a primary", connecting);

        redis.sync().set(name("key"), "value");
        assertThat(redis.sync().get(name("key"))).as("C13: a call after it").isEqualTo("value");
    }

    @Test
    @Clause({"C1", "C13"})
    void waitEndsAtTheStartupTimeoutAndNamesTheEndpoint() throws IOException {
        int port = closedPort();
        Duration limit = Duration.ofMillis(600);
        RedisConfig.Builder config = RedisConfig.builder()
                .provider(provider().name())
                .startMode(StartMode.WAIT)
                .startupTimeout(limit);
        pointAt(config, "127.0.0.1", port);
        long began = System.nanoTime();

        RedisException failure = failure(
                "C13: connect with WAIT to a closed port",
                limit.plus(MARGIN),
                () -> Redis.connect(config.build()).close());

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("C13: the time that WAIT goes on trying")
                .isGreaterThanOrEqualTo(limit);
        assertThat(failure.getMessage())
                .as("C1: the message names the endpoint")
                .contains("startup timeout")
                .contains("127.0.0.1:" + port);
        assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    @Clause({"C5", "C13"})
    void waitDoesNotWaitForWhatWaitingCannotCure() {
        RedisException failure = failure(
                "C13: connect with WAIT and a wrong password",
                Duration.ofSeconds(3),
                () -> connect(config -> config.startMode(StartMode.WAIT)
                        .startupTimeout(FAR_AWAY)
                        .credentials(Credentials.of("tck-nobody", "wrong"))));

        assertThat(failure).as("C5: what the server said").isInstanceOf(RedisCommandException.class);
        assertThat(((RedisCommandException) failure).code()).as("C5: code").isEqualTo("WRONGPASS");
    }

    @Test
    @Clause({"C1", "C5"})
    void aServerThatWantsAPasswordFailsTheStartAtOnce() {
        List<RespConnection> inside = bench().nodes().stream()
                .map(node -> closing(node.connect(LONG)))
                .toList();
        // Connections that are there stay in: those of replicas and sentinels, and these.
        inside.forEach(connection -> connection.call("CONFIG", "SET", "requirepass", "tck-password"));
        try {
            RedisException failure = failure("C1: connect without a password", Duration.ofSeconds(3), () -> connect());

            assertThat(failure).as("C5: what the server said").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) failure).code()).as("C5: code").isEqualTo("NOAUTH");
            assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
        } finally {
            inside.forEach(connection -> connection.call("CONFIG", "SET", "requirepass", ""));
        }
    }

    @Test
    @Clause({"C5", "C13"})
    void lazyReturnsAtOnceAndCallsWaitForThePrimary() throws Exception {
        RedisProcess killed = bench().killPrimary();
        Duration patience = Duration.ofMillis(300);
        long began = System.nanoTime();

        Redis redis = connect(config -> config.startMode(StartMode.LAZY).commandTimeout(LONG));

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("C13: the time that LAZY takes")
                .isLessThan(MARGIN);
        Redis hasty = redis.with(CallOptions.timeout(patience));
        RedisException failure = failure(
                "C13: a call without a primary",
                patience.plus(MARGIN),
                () -> hasty.sync().get(name("key")));
        assertThat(failure.outcome()).as("C4: it was never sent").isEqualTo(Outcome.NOT_EXECUTED);
        CompletableFuture<?> parked = redis.async().set(name("key"), "value").toCompletableFuture();
        Recorder recorder = new Recorder();
        CompletableFuture<?> subscribing = redis.pubSub()
                .subscribeAsync(channels(), recorder, name("channel"))
                .toCompletableFuture();

        bench().bringBack(killed);

        result("C13: a call that waited for the first primary", parked);
        result("C13: a subscription that waited for the first primary", subscribing);
        assertThat(redis.sync().get(name("key"))).as("C13: what it wrote").isEqualTo("value");
        assertThat(redis.health().topology().mode()).as("F6: mode").isEqualTo(mode());
    }

    @Test
    @Clause({"C5", "C13"})
    void lazyCallsFailAtOnceWithWhatWaitingCannotCure() {
        Redis redis = connect(config -> config.startMode(StartMode.LAZY)
                .commandTimeout(LONG)
                .credentials(Credentials.of("tck-nobody", "wrong")));

        RedisException failure = failure(
                "C13: a call with a wrong password",
                Duration.ofSeconds(3),
                () -> redis.sync().get(name("key")));

        assertThat(failure).as("C5: what the server said").isInstanceOf(RedisCommandException.class);
        assertThat(((RedisCommandException) failure).code()).as("C5: code").isEqualTo("WRONGPASS");
    }

    @Test
    @Clause({"C8", "C13"})
    void lazyClosesInTimeWithoutEverHavingConnected() {
        List<RedisConfig.Builder> configs = List.of(config(), auto());
        bench().freezePrimary();
        Set<String> before = ownThreads();
        Duration limit = Duration.ofMillis(500);
        for (RedisConfig.Builder config : configs) {
            Redis redis = Redis.connect(
                    config.startMode(StartMode.LAZY).closeTimeout(limit).build());
            CompletableFuture<?> parked =
                    redis.async().set(name("key"), "value").toCompletableFuture();
            long began = System.nanoTime();

            redis.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("C8: the time that close takes before there was a primary")
                    .isLessThan(limit.plus(MARGIN));
            RedisException failure = failure("C8: a call parked at close fails", MARGIN, parked::join);
            assertThat(failure.outcome())
                    .as("C4: outcome of a call that was parked")
                    .isEqualTo(Outcome.NOT_EXECUTED);
            eventually(
                    "C8: no thread of the client is left",
                    Duration.ofSeconds(1),
                    () -> before.containsAll(ownThreads()));
        }
    }

    @Test
    @Clause("C1")
    void autoToAFrozenServerEndsWithinTheStartupTimeout() {
        RedisConfig.Builder auto = auto();
        bench().freezePrimary();

        failure(
                "C1: connect to a frozen server fails",
                Duration.ofMillis(800).plus(MARGIN),
                () -> Redis.connect(auto.connectTimeout(Duration.ofMillis(400))
                                .startupTimeout(Duration.ofMillis(800))
                                .closeTimeout(Duration.ofMillis(100))
                                .build())
                        .close());
    }

    @Test
    @Clause("C1")
    void autoFindsOutWhatAnswersAtTheAddress() {
        Redis redis = closing(Redis.connect(auto().build()));

        redis.sync().set(name("key"), "value");

        assertThat(redis.sync().get(name("key"))).as("C1: a call after connect").isEqualTo("value");
        assertThat(redis.topology().mode()).as("C1: the mode found").isEqualTo(mode());
        assertThat(redis.topology().primary()).as("C1: the primary").isNotNull();
    }

    @Test
    @Clause({"C1", "C10"})
    void autoKeepsTheCredentialsOfTheDataNodesAwayFromWhatRefusesThem() {
        bench().callAll("ACL", "SETUSER", "tck-auto", "on", ">secret", "~*", "&*", "+@all", "-info", "-role");
        try {
            Redis redis = closing(Redis.connect(auto().credentials(Credentials.of("tck-auto", "secret"))
                    .database(failsOver() ? 0 : 2)
                    .build()));

            redis.sync().set(name("key"), "value");

            assertThat(redis.topology().mode()).as("C1: the mode found").isEqualTo(mode());
            assertThat(bench().clients(clientName()))
                    .as("C10: user of every connection")
                    .isNotEmpty()
                    .allSatisfy(client -> assertThat(client.get("user")).isEqualTo("tck-auto"));
        } finally {
            bench().callAll("ACL", "DELUSER", "tck-auto");
        }
    }

    @Test
    @Clause({"C1", "C13"})
    void autoToAClosedPortFailsAndNamesTheEndpoint() throws IOException {
        int port = closedPort();

        RedisException failure = failure(
                "C1: connect to a closed port",
                Duration.ofSeconds(3),
                () -> Redis.connect(auto().endpoint("127.0.0.1", port).build()).close());

        assertThat(failure.getMessage())
                .as("C1: the message names the endpoint")
                .contains("127.0.0.1:" + port);
        assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
    }

    @Test
    @Clause("C13")
    void autoGoesOnAskingUntilSomebodyAnswers() throws Exception {
        RedisConfig.Builder auto = auto();
        if (clustered()) {
            // Nobody will bring the killed one back; another has to say what this is.
            auto.endpoint(endpoint(bench().replicas().get(0).address()));
        }
        RedisProcess killed = bench().killPrimary();
        Redis redis = closing(Redis.connect(
                auto.startMode(StartMode.LAZY).commandTimeout(LONG).build()));
        CompletableFuture<?> parked = redis.async().set(name("key"), "value").toCompletableFuture();
        assertThat(redis.topology().mode())
                .as("C13: mode before anybody answered")
                .isNotEqualTo(Mode.AUTO);

        bench().bringBack(killed);

        result("C13: a call that waited for the first primary", parked);
        assertThat(redis.topology().mode()).as("C13: the mode found").isEqualTo(mode());
    }

    /** Returns a configuration that knows one address and nothing of what is there. */
    private RedisConfig.Builder auto() {
        RedisConfig known = config().build();
        Endpoint one = switch (mode()) {
            case SENTINEL -> known.sentinels().get(0);
            case CLUSTER -> endpoint(bench().primary().address());
            case SINGLE, AUTO -> known.endpoint();
        };
        return RedisConfig.builder()
                .mode(Mode.AUTO)
                .endpoint(one)
                .sentinelName(known.sentinelName())
                .provider(provider().name())
                .clientName(clientName());
    }
}
