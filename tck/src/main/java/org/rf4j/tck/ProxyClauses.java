package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.failover.HealthStatus;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.FaultProxy;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.SingleServer;

/** One address that stands for a server: a name or a proxy that leads elsewhere by and by, and a proxy that lacks commands. */
abstract class ProxyClauses extends ClauseTests {

    private static final String LACKING = "tck-lacking";
    private static final String READER = "tck-reader";

    @Test
    @Clause({"C15", "F3"})
    void aRefusedWriteFindsThePrimaryThatTheAddressLeadsToByNow() {
        try (SingleServer first = SingleServer.start();
                SingleServer second = SingleServer.start();
                FaultProxy proxy = FaultProxy.to(first.endpoint())) {
            Redis redis = through(proxy);
            redis.sync().set(name("key"), "first");
            Recorder recorder = new Recorder();
            Subscription subscription = redis.pubSub().subscribe(recorder, name("channel"));

            follow(first.server(), second.server());
            proxy.leadTo(second.endpoint());
            redis.sync().set(name("key"), "second");

            assertThat(Bench.call(second.server(), "GET", name("key")))
                    .as("C15: what the new primary holds after a write without an error")
                    .isEqualTo("second");
            eventually(
                    "P6: the subscription has followed",
                    LONG,
                    () -> !recorder.gaps().isEmpty() && subscription.isLive());
            Bench.call(second.server(), "PUBLISH", name("channel"), "message");
            eventually(
                    "P6: a message of the new primary",
                    LONG,
                    () -> !recorder.messages().isEmpty());
        }
    }

    @Test
    @Clause({"C3", "C15"})
    void aRefusalThatStaysIsTheAnswerEachTime() {
        try (SingleServer server = SingleServer.start();
                FaultProxy proxy = FaultProxy.to(server.endpoint())) {
            Redis redis = through(proxy);
            Bench.call(server.server(), "REPLICAOF", "127.0.0.1", "1");

            for (int i = 0; i < 3; i++) {
                RedisException failure = failure(
                        "C3: a write to a replica",
                        Duration.ofMillis(500).plus(MARGIN),
                        () -> redis.sync().set(name("key"), "value"));
                assertThat(failure).as("C3: how the write ends").isInstanceOf(RedisCommandException.class);
                assertThat(((RedisCommandException) failure).code())
                        .as("C3: code")
                        .isEqualTo("READONLY");
            }
            assertThat(redis.sync().get(name("key"))).as("C3: reads go on").isNull();
        }
    }

    @Test
    @Clause({"C3", "C15"})
    void aRefusalIsTheAnswerAlsoWhereTheAddressLeadsNowhereByNow() {
        try (SingleServer server = SingleServer.start();
                FaultProxy proxy = FaultProxy.to(server.endpoint())) {
            Redis redis = through(proxy);
            Bench.call(server.server(), "REPLICAOF", "127.0.0.1", "1");
            bench().freezePrimary();
            proxy.leadTo(bench().primary().address());

            RedisException failure = failure(
                    "C3: a write to a replica",
                    Duration.ofMillis(500).plus(MARGIN),
                    () -> redis.sync().set(name("key"), "value"));

            assertThat(failure).as("C3: how the write ends").isInstanceOf(RedisCommandException.class);
            assertThat(redis.sync().get(name("key"))).as("C3: reads go on").isNull();
        }
    }

    @Test
    @Clause({"C15", "F6"})
    void aHealthCheckChecksTheRole() {
        try (SingleServer first = SingleServer.start();
                SingleServer second = SingleServer.start();
                FaultProxy proxy = FaultProxy.to(first.endpoint())) {
            // Without the right to write no refused write tells a replica.
            for (RedisProcess server : List.of(first.server(), second.server())) {
                Bench.call(
                        server,
                        "ACL",
                        "SETUSER",
                        READER,
                        "on",
                        "nopass",
                        "~*",
                        "&*",
                        "+@read",
                        "+@connection",
                        "+info");
            }
            Redis redis = closing(Redis.connect(
                    config(proxy).credentials(Credentials.of(READER, "any")).build()));
            assertThat(redis.health().status()).as("F6: health of a primary").isEqualTo(HealthStatus.UP);

            follow(first.server(), second.server());

            assertThat(redis.health().status())
                    .as("C15: health of a server that has become a replica")
                    .isEqualTo(HealthStatus.DEGRADED);
            proxy.leadTo(second.endpoint());
            eventually(
                    "C15: health once the address leads to a primary",
                    LONG,
                    () -> redis.health().status() == HealthStatus.UP);
            assertThat(clients(second.server()))
                    .as("C15: connections to the new primary")
                    .isPositive();
        }
    }

    @Test
    @Clause({"C15", "F8"})
    void aLossConnectsToWhereTheAddressLeadsByNow() {
        try (SingleServer first = SingleServer.start();
                SingleServer second = SingleServer.start();
                FaultProxy proxy = FaultProxy.to(first.endpoint())) {
            Redis redis = through(proxy);
            redis.sync().set(name("key"), "first");
            proxy.leadTo(second.endpoint());

            first.server().kill();
            awaitMoved(redis, second.server());
            redis.sync().set(name("key"), "second");

            assertThat(Bench.call(second.server(), "GET", name("key")))
                    .as("C15: what the other server holds")
                    .isEqualTo("second");
        }
    }

    @Test
    @Clause("C15")
    void aProxyThatLacksCommandsWorksWhenTheyAreDeclared() {
        RedisProcess server = bench().primary();
        Bench.call(
                server, "ACL", "SETUSER", LACKING, "on", "nopass", "~*", "&*", "+@all", "-client", "-hello", "-info",
                "-role", "-select");
        try {
            Credentials lacking = Credentials.of(LACKING, "any");
            failure(
                    "C15: connect without the declaration",
                    Duration.ofSeconds(3),
                    () -> connect(config -> config.credentials(lacking)));
            Bench.call(server, "ACL", "LOG", "RESET");

            Redis redis = connect(
                    config -> config.credentials(lacking).missingCommands("CLIENT", "HELLO", "INFO", "ROLE", "SELECT"));
            Recorder recorder = new Recorder();
            redis.pubSub().subscribe(recorder, name("channel"));
            redis.sync().set(name("key"), "value");
            redis.pubSub().publish(name("channel"), "message");

            assertThat(redis.sync().get(name("key"))).as("C15: a call").isEqualTo("value");
            eventually("C15: a message", LONG, () -> !recorder.messages().isEmpty());
            assertThat(redis.health().status()).as("C15: health").isEqualTo(HealthStatus.UP);
            assertThat(Bench.call(server, "ACL", "LOG"))
                    .as("C15: declared commands that were sent all the same")
                    .isEqualTo(List.of());
        } finally {
            Bench.call(server, "ACL", "DELUSER", LACKING);
        }
    }

    private static void awaitMoved(Redis redis, RedisProcess server) {
        eventually("C15: connected to the other server", LONG, () -> {
            try {
                redis.sync().get("tck:moved");
                return clients(server) > 0;
            } catch (RedisException notYet) {
                return false;
            }
        });
    }

    private RedisConfig.Builder config(FaultProxy proxy) {
        return RedisConfig.builder()
                .endpoint(endpoint(proxy.address()))
                .provider(provider().name())
                .clientName(clientName());
    }

    private Redis through(FaultProxy proxy) {
        return closing(Redis.connect(config(proxy).build()));
    }

    private static void follow(RedisProcess replica, RedisProcess primary) {
        Bench.call(
                replica,
                "REPLICAOF",
                primary.address().host(),
                Integer.toString(primary.address().port()));
    }

    private static int clients(RedisProcess server) {
        return (int) String.valueOf(Bench.call(server, "CLIENT", "LIST"))
                .lines()
                .filter(line -> line.contains("name=tck-client-"))
                .count();
    }
}
