package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Backoff;
import org.rf4j.Credentials;
import org.rf4j.CredentialsProvider;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.RotatingCredentials;
import org.rf4j.failover.RedisEvent;
import org.rf4j.internal.Core;

/** Clause C11 on a single server that accepts what it is told to accept. */
@Timeout(30)
class RotationTest {

    private static final Endpoint SERVER = new Endpoint("server", 6379);

    private final Core core = new Core();
    private final FakeNode node = new FakeNode().answers("INFO", "role:master").answers("AUTH", "OK");
    private final RecordingListener listener = new RecordingListener();
    private Deployment deployment = new FakeDeployment();

    @AfterEach
    void closeAll() {
        deployment.close();
        core.close();
    }

    @Test
    void aChangeAuthenticatesTheOpenConnectionInPlace() {
        RotatingCredentials credentials = new RotatingCredentials(Credentials.of("app", "old"));
        open(credentials);

        credentials.rotate(Credentials.of("app", "new"));

        await().until(() -> rotations().size() == 1);
        assertThat(node.sent).contains("AUTH app new");
        assertThat(listener.authenticated).hasSize(1);
        assertThat(node.connected).hasSize(1);
        assertThat(rotations().get(0).accepted()).containsExactly(SERVER);
        assertThat(rotations().get(0).refused()).isEmpty();
        assertThat(rotations().get(0).sentinels()).isFalse();
    }

    @Test
    void aChangeToTheSameCredentialsDisturbsNobody() {
        RotatingCredentials credentials = new RotatingCredentials(Credentials.of("app", "old"));
        open(credentials);

        credentials.rotate(Credentials.of("app", "old"));
        credentials.rotate(Credentials.of("app", "new"));

        await().until(() -> rotations().size() == 1);
        assertThat(node.sent).contains("AUTH app new").doesNotContain("AUTH app old");
    }

    @Test
    void whoeverRefusesGoesOnWithTheOldOnesAndIsAskedAgainWithWhatTheProviderGivesThen() {
        RotatingCredentials credentials = new RotatingCredentials(Credentials.of("app", "old"));
        open(credentials);
        node.refuses("AUTH", "WRONGPASS invalid username-password pair");

        credentials.rotate(Credentials.of("app", "new"));
        await().until(() -> !rotations().isEmpty());
        assertThat(rotations().get(0).refused()).containsExactly(SERVER);
        assertThat(listener.authenticated).isEmpty();
        assertThat(deployment.link(0)).isNotNull();
        node.answers("AUTH", "OK");

        await().until(() -> listener.authenticated.size() == 1);
        await().until(() -> rotations().get(rotations().size() - 1).accepted().equals(Set.of(SERVER)));
    }

    @Test
    void othersAreAskedForBeforeThoseThatWereShownExpire() {
        Instant first = Instant.now().plusSeconds(2);
        AtomicInteger asked = new AtomicInteger();
        open(() -> Credentials.of("app", "token-" + asked.get())
                .expiringAt(asked.getAndIncrement() < 2 ? first : first.plusSeconds(3600)));

        await().until(() -> rotations().size() == 1);

        assertThat(Instant.now()).as("before the end").isBefore(first);
        // The first was shown; the second was no better, since it was to expire with it.
        assertThat(node.sent).contains("AUTH app token-2").doesNotContain("AUTH app token-1");
    }

    @Test
    void aWrongPasswordIsAskedForOnceMoreBeforeTheConnectFails() {
        AtomicInteger asked = new AtomicInteger();
        node.accepts(handshake -> handshake.contains("AUTH app new"));

        open(() -> Credentials.of("app", asked.getAndIncrement() == 0 ? "old" : "new"));

        assertThat(node.connected).hasSize(2);
        assertThat(asked).as("once at first, once after WRONGPASS").hasValue(2);
        assertThat(listener.hopeless).isEmpty();
        assertThat(listener.startFailures).isEmpty();
    }

    @Test
    void aPasswordThatStaysWrongIsNotTriedTwiceAtOnce() {
        node.accepts(handshake -> false);
        AtomicInteger asked = new AtomicInteger();
        start(() -> {
            asked.incrementAndGet();
            return Credentials.of("app", "wrong");
        });

        await().until(() -> !listener.startFailures.isEmpty());

        assertThat(asked.get()).isGreaterThanOrEqualTo(2);
        await().until(() -> asked.get() >= 6);
        assertThat(node.connected.size())
                .as("connects, of %s questions", asked)
                .isLessThanOrEqualTo(asked.get() / 2 + 1);
    }

    @Test
    void aProviderThatFailsIsAskedAgain() {
        AtomicReference<Runnable> change = new AtomicReference<>();
        List<String> trouble = new CopyOnWriteArrayList<>();
        open(new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                if (change.get() != null && !node.sent.isEmpty() && trouble.size() < 2) {
                    trouble.add("unreachable");
                    throw new IllegalStateException("the vault does not answer");
                }
                return Credentials.of("app", trouble.isEmpty() ? "old" : "new");
            }

            @Override
            public AutoCloseable onChange(Runnable listener) {
                change.set(listener);
                return () -> {};
            }
        });

        change.get().run();

        await().until(() -> rotations().size() == 1);
        assertThat(node.sent).contains("AUTH app new");
    }

    @Test
    void afterCloseNobodyListensToTheProvider() {
        AtomicInteger listeners = new AtomicInteger();
        open(new CredentialsProvider() {
            @Override
            public Credentials credentials() {
                return Credentials.of("app", "old");
            }

            @Override
            public AutoCloseable onChange(Runnable listener) {
                listeners.incrementAndGet();
                return listeners::decrementAndGet;
            }
        });
        assertThat(listeners).hasValue(1);

        deployment.close();

        assertThat(listeners).hasValue(0);
    }

    private void open(CredentialsProvider credentials) {
        start(credentials);
        await().until(() -> listener.ready.get() > 0);
    }

    private void start(CredentialsProvider credentials) {
        deployment = new SingleDeployment(
                core,
                node,
                RedisConfig.builder()
                        .endpoint(SERVER)
                        .credentials(credentials)
                        .backoff(new Backoff(Duration.ofMillis(20), Duration.ofMillis(40)))
                        .build(),
                listener);
        deployment.start();
    }

    private List<RedisEvent.CredentialsRotated> rotations() {
        return listener.events.stream()
                .filter(RedisEvent.CredentialsRotated.class::isInstance)
                .map(RedisEvent.CredentialsRotated.class::cast)
                .toList();
    }
}
