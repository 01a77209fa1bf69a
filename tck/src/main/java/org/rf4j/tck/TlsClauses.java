package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.rf4j.Credentials;
import org.rf4j.Endpoint;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisConfig;
import org.rf4j.RedisException;
import org.rf4j.StartMode;
import org.rf4j.TlsOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.NodeAddress;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.TlsMaterial;

/** Encrypted connections, of users with few rights. The servers listen for TLS alone, and ask for a certificate. */
abstract class TlsClauses extends SecuredTests {

    /** A start that waits this long does so only where waiting may help. */
    private static final Duration STARTUP = Duration.ofSeconds(12);

    /** Less than that, and more than a first TLS handshake on a machine that has other things to do. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    @Test
    @Clause("C10")
    void encryptionUserDatabaseAndNameHoldOnEveryConnectionAlsoAfterAReconnectAndAFailover() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        assertWorks(redis, recorder, "at first");
        assertIdentity("at first");

        assertThat(bench().cut(clientName())).as("C10: connections cut").isGreaterThanOrEqualTo(2);
        eventually("C10: subscribed again", LONG, () -> !recorder.gaps().isEmpty() && subscription.isLive());
        assertWorks(redis, recorder, "after a reconnect");
        assertIdentity("after a reconnect");

        RedisProcess killed = killPrimaryOf(redis);
        bench().bringBack(killed);
        redis.sync().set(name("key"), "value");
        eventually("C10: subscribed once more", LONG, subscription::isLive);
        assertWorks(redis, recorder, "after the primary was killed");
        assertIdentity("after the primary was killed");
    }

    private void assertWorks(Redis redis, Recorder recorder, String when) {
        redis.sync().set(name("key"), when);
        assertThat(redis.sync().get(name("key"))).as("C10: a call " + when).isEqualTo(when);
        publish(redis, name("channel"), when);
        eventually("C10: a message " + when, LONG, () -> recorder.messages().contains(when));
    }

    private void assertIdentity(String when) {
        List<Map<String, String>> clients = bench().clients(clientName());
        assertThat(clients.size()).as("C10: connections " + when).isGreaterThanOrEqualTo(2);
        assertThat(clients)
                .as("C10: the user of every connection " + when)
                .allSatisfy(client -> assertThat(client.get("user")).isEqualTo(Secured.USER));
        assertThat(clients)
                .as("C10: a subscription is among the connections " + when)
                .anySatisfy(client ->
                        assertThat(client.get(clustered() ? "ssub" : "sub")).isEqualTo("1"));
        for (RedisProcess sentinel : bench().watchers()) {
            List<Map<String, String>> watching = Bench.clients(sentinel, clientName());
            assertThat(watching.size())
                    .as("C10: connections to " + sentinel + " " + when)
                    .isGreaterThanOrEqualTo(2);
            assertThat(watching)
                    .as("C10: the user of every connection to " + sentinel + " " + when)
                    .allSatisfy(client -> assertThat(client.get("user")).isEqualTo(Secured.WATCHER));
        }
    }

    @Test
    @Clause({"C10", "C3", "P1"})
    void whatTheUserMayNotDoIsRefusedAndHarmsNothingElse() {
        Redis redis = connect();
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        int connections = bench().clients(clientName()).size();

        RedisException key = failure(
                "C3: a write to a key of somebody else",
                MARGIN,
                () -> redis.sync().set("{other}:key", "value"));
        RedisException channel = failure(
                "P1: a subscription to a channel of somebody else",
                MARGIN,
                () -> subscribe(redis, message -> {}, "{other}:channel"));
        RedisException publish =
                failure("C3: a message to a channel of somebody else", MARGIN, () -> publish(redis, "{other}:c", "x"));

        for (RedisException refusal : List.of(key, channel, publish)) {
            assertThat(refusal).as("C3: the refusal").isInstanceOf(RedisCommandException.class);
            assertThat(((RedisCommandException) refusal).code())
                    .as("C3: its code")
                    .isEqualTo("NOPERM");
            assertThat(refusal.outcome()).as("C4: outcome").isEqualTo(Outcome.NOT_EXECUTED);
        }
        assertWorks(redis, recorder, "after refusals");
        assertThat(subscription.isLive())
                .as("P1: the other subscription is live")
                .isTrue();
        assertThat(recorder.gaps()).as("P7: gaps of the other subscription").isEmpty();
        assertThat(bench().clients(clientName()).size())
                .as("C10: no connection more for a subscription that was refused")
                .isLessThanOrEqualTo(connections + (clustered() ? 1 : 0));
    }

    // ---------------------------------------------------------------- what is refused

    @Test
    @Clause({"C10", "C5"})
    void aServerOfAnAuthorityThatNobodyTrustsIsRefusedAtOnce() {
        TlsOptions trustingAnother = TlsOptions.builder()
                .trustPem(bench().material().ofAnotherAuthority().certificate())
                .keyStore(
                        bench().material().clientKeyStore(), bench().material().password())
                .build();

        assertRefused(config -> config.tls(trustingAnother), "127.0.0.1", "certif");
    }

    @Test
    @Clause({"C10", "C5"})
    void aServerOfAnotherHostIsRefusedAtOnceUnlessNamesAreNotVerified() {
        TlsOptions unverified =
                bench().material().client().verifyHostname(false).build();

        assertRefused(this::atLocalhost, "localhost", "localhost");

        RedisConfig.Builder config = atLocalhost(config().tls(unverified));
        try (Redis redis = Redis.connect(config.build())) {
            redis.sync().set(name("key"), "value");
            assertThat(redis.sync().get(name("key")))
                    .as("C10: a call where names are not verified")
                    .isEqualTo("value");
        }
    }

    /** The certificates name {@code 127.0.0.1} and not this name of the same machine. */
    private RedisConfig.Builder atLocalhost(RedisConfig.Builder config) {
        List<Endpoint> seeds = bench().seeds().stream()
                .map(seed -> new Endpoint("localhost", seed.port()))
                .toList();
        return switch (mode()) {
            case SENTINEL -> config.sentinels(seeds);
            case CLUSTER -> config.clusterNodes(seeds);
            case SINGLE, AUTO -> config.endpoint(seeds.get(0));
        };
    }

    @Test
    @Clause({"C10", "C5"})
    void aClientThatShowsNoCertificateIsRefusedAtOnce() {
        TlsOptions showingNone =
                TlsOptions.builder().trustPem(bench().material().authority()).build();

        assertRefused(config -> config.tls(showingNone), "127.0.0.1", "certificate");
    }

    @Test
    @Clause({"C10", "C5"})
    void aCertificateThatHasExpiredIsRefusedAtOnceAndTakenAgainWhenItIsReplaced() {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        redis.sync().set(name("key"), "value");
        show(bench().material().expired());
        try {
            assertRefused(config -> config, "127.0.0.1", "expired");

            bench().cut(clientName());
            eventually("C5: a call fails at once, and says why", LONG, () -> {
                RedisException failure =
                        failure("C5: a call", LONG, () -> redis.sync().set(name("key"), "value"));
                return String.valueOf(failure.getMessage()).contains("expired");
            });
            RedisException failure = failure(
                    "C5: what waiting cannot cure fails at once",
                    MARGIN,
                    () -> redis.sync().set(name("key"), "value"));
            assertThat(failure.outcome()).as("C4: outcome").isEqualTo(Outcome.NOT_EXECUTED);
        } finally {
            show(bench().material().server());
        }
        eventually(
                "C10: the new certificate is taken without a restart",
                LONG,
                () -> succeeds(() -> redis.sync().set(name("key"), "again")));
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (RedisException notYet) {
            return false;
        }
    }

    /** Has the servers with data show another certificate to whoever connects from now on. */
    private void show(TlsMaterial.Certificate certificate) {
        bench().callAll(
                        "CONFIG",
                        "SET",
                        "tls-cert-file",
                        certificate.certificate().toString(),
                        "tls-key-file",
                        certificate.key().toString());
    }

    @Test
    @Clause({"C10", "C1"})
    void aPlainClientAtATlsPortFailsInTimeAndTheMessageTellsWhy() {
        assertFails(config().tls(null), bench().seeds().get(0));
    }

    @Test
    @Clause({"C10", "C1"})
    void aTlsClientAtAPlainPortFailsInTimeAndTheMessageTellsWhy() {
        NodeAddress plain = Bench.of(mode()).seeds().get(0);
        RedisConfig.Builder config = RedisConfig.builder()
                .provider(provider().name())
                .tls(bench().material().client().build())
                .credentials(Credentials.of(Secured.USER, Secured.PASSWORD));
        pointAt(config, plain.host(), plain.port());

        assertFails(config, plain);
    }

    private static void assertFails(RedisConfig.Builder config, NodeAddress at) {
        RedisException failure = failure(
                "C1: connect",
                Duration.ofSeconds(3).plus(MARGIN),
                () -> Redis.connect(
                                config.connectTimeout(Duration.ofMillis(500)).build())
                        .close());
        assertThat(failure.getMessage())
                .as("C1: the message names the endpoint, and what may be wrong")
                .contains(at.host() + ":" + at.port())
                .contains("TLS");
    }

    private void assertRefused(UnaryOperator<RedisConfig.Builder> settings, String host, String word) {
        RedisConfig.Builder config = settings.apply(config())
                .startMode(StartMode.WAIT)
                .connectTimeout(Duration.ofSeconds(3))
                .startupTimeout(STARTUP);
        RedisException failure = failure(
                "C5: what waiting cannot cure fails at once",
                AT_ONCE,
                () -> Redis.connect(config.build()).close());
        assertThat(failure.getMessage())
                .as("C1: the message names the endpoint, and what is wrong")
                .contains(host + ":")
                .containsIgnoringCase(word);
        assertThat(failure.outcome()).as("C4: nothing ran").isEqualTo(Outcome.NOT_EXECUTED);
    }
}
