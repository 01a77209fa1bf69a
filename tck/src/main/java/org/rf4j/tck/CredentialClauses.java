package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rf4j.Capability;
import org.rf4j.Credentials;
import org.rf4j.CredentialsProvider;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.RedisException;
import org.rf4j.RotatingCredentials;
import org.rf4j.failover.RedisEvent;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Subscription;
import org.rf4j.tck.server.RedisProcess;

/** Credentials that change while they are used. */
abstract class CredentialClauses extends SecuredTests {

    private static final String BEFORE = "password-before";
    private static final String AFTER = "password-after";

    private final List<RedisEvent> events = new CopyOnWriteArrayList<>();
    private volatile String password = BEFORE;

    @BeforeEach
    final void createUsers() {
        setUser(user("a"), "on", ">" + BEFORE);
        setUser(user("b"), "on", ">" + AFTER);
    }

    @AfterEach
    final void deleteUsers() {
        List.of(user("a"), user("b")).forEach(this::deleteUser);
    }

    /** Returns the name of a user of this test. */
    private String user(String which) {
        return clientName() + "-" + which;
    }

    /** Changes a user on every server; on the sentinels, too, which have users of their own. */
    private void setUser(String user, String... rules) {
        String command = "ACL SETUSER " + user + " " + String.join(" ", rules) + " ";
        bench().callAll((command + Secured.RIGHTS).split(" "));
        bench().watchers().forEach(sentinel -> Bench.call(sentinel, (command + Secured.WATCHER_RIGHTS).split(" ")));
    }

    private void deleteUser(String user) {
        bench().callAll("ACL", "DELUSER", user);
        bench().watchers().forEach(sentinel -> Bench.call(sentinel, "ACL", "DELUSER", user));
    }

    private Redis connect(CredentialsProvider credentials, Protocol protocol) {
        Redis redis = connect(config ->
                config.credentials(credentials).sentinelCredentials(credentials).protocol(protocol));
        closing(redis.onEvent(events::add));
        return redis;
    }

    // ---------------------------------------------------------------- told of a change

    @Test
    @Clause({"C11", "P7", "F1"})
    void aRotationReplacesTheSubscriberWithAGapAndFailsNoCall() {
        RotatingCredentials credentials = new RotatingCredentials(Credentials.of(user("a"), BEFORE));
        Redis redis = connect(credentials, Protocol.RESP2);
        Traffic traffic = new Traffic(redis, connect());
        Set<String> commands = connections(user("a"), false);

        credentials.rotate(Credentials.of(user("b"), AFTER));

        awaitRotated();
        eventually(
                "C11: the subscription is live again",
                LONG,
                () -> !traffic.recorder.gaps().isEmpty() && traffic.subscription.isLive());
        assertThat(connections(user("b"), false))
                .as("C11: connections for commands, which stay and have another user now")
                .containsAll(commands);
        traffic.assertGoesOnWithoutTheOldUser();
        assertThat(traffic.recorder.gaps())
                .as("P7: gaps of one rotation")
                .extracting(Gap::cause)
                .containsExactly(Gap.Cause.CREDENTIALS);
    }

    @Test
    @Clause({"C11", "P7"})
    void onResp3ARotationReplacesNoConnection() {
        Assumptions.assumeTrue(
                provider().capabilities().contains(Capability.RESP3),
                () -> "the provider '" + provider().name() + "' does not declare " + Capability.RESP3);
        RotatingCredentials credentials = new RotatingCredentials(Credentials.of(user("a"), BEFORE));
        Redis redis = connect(credentials, Protocol.RESP3);
        Traffic traffic = new Traffic(redis, redis);
        Set<String> before = connections(user("a"), true);

        credentials.rotate(Credentials.of(user("b"), AFTER));

        awaitRotated();
        eventually(
                "C11: all connections have the other user",
                LONG,
                () -> connections(user("b"), true).containsAll(before));
        traffic.assertGoesOnWithoutTheOldUser();
        assertThat(traffic.subscription.isLive())
                .as("C11: the subscription is live")
                .isTrue();
        assertThat(traffic.recorder.gaps())
                .as("P7: gaps of a rotation in place")
                .isEmpty();
    }

    /** Calls and messages, which a rotation must not harm. */
    private final class Traffic {

        private final Recorder recorder = new Recorder();
        private final Subscription subscription;
        private final Writing writing;
        private final Publishing publishing;

        Traffic(Redis redis, Redis publisher) {
            subscription = subscribe(redis, recorder, name("channel"));
            writing = closing(new Writing(() -> redis.sync().incr(name("counter"))));
            publishing = closing(
                    new Publishing(name("channel"), (channel, message) -> publish(publisher, channel, message)));
            eventually("messages arrive", LONG, () -> recorder.messages().size() > 20);
        }

        void assertGoesOnWithoutTheOldUser() {
            // Closes whatever still has the old user.
            deleteUser(user("a"));
            int written = writing.done();
            int heard = recorder.messages().size();
            eventually(
                    "C11: calls and messages go on without the old user",
                    LONG,
                    () -> writing.done() > written + 100 && recorder.messages().size() > heard + 20);
            assertThat(writing.end())
                    .as("C11: calls that the rotation made fail")
                    .isEmpty();
            History history = publishing.end();
            eventually(
                    "the last message arrives", LONG, () -> recorder.messages().contains(history.last()));
            history.judge(recorder);
        }
    }

    /** Returns the ids of the connections of a user, with or without those of subscribers, on all servers. */
    private Set<String> connections(String user, boolean subscribers) {
        return bench().nodes().stream()
                .flatMap(node -> Bench.clients(node, clientName()).stream()
                        .filter(client -> user.equals(client.get("user")))
                        .filter(client -> subscribers || !isSubscriber(client))
                        .map(client -> node.port() + "#" + client.get("id")))
                .collect(Collectors.toSet());
    }

    private static boolean isSubscriber(Map<String, String> client) {
        return !"0".equals(client.get("sub")) || !"0".equals(client.get("ssub"));
    }

    /** Waits until all servers have accepted new credentials, and in mode sentinel the sentinels, too. */
    private void awaitRotated() {
        eventually("C11: CredentialsRotated", LONG, () -> rotated(false) && (!sentinel() || rotated(true)));
        if (sentinel()) {
            eventually(
                    "C11: sentinels have one connection for commands and one that hears, both with the other user",
                    LONG,
                    () -> {
                        for (RedisProcess sentinel : bench().watchers()) {
                            List<String> users = Bench.clients(sentinel, clientName()).stream()
                                    .map(client -> client.getOrDefault("user", ""))
                                    .filter(user -> user.startsWith(clientName()))
                                    .toList();
                            if (!users.equals(List.of(user("b"), user("b")))) {
                                return false;
                            }
                        }
                        return true;
                    });
        }
    }

    private boolean rotated(boolean sentinels) {
        return events.stream()
                .anyMatch(event -> event instanceof RedisEvent.CredentialsRotated rotation
                        && rotation.sentinels() == sentinels
                        && rotation.refused().isEmpty()
                        && !rotation.accepted().isEmpty());
    }

    @Test
    @Clause({"C11", "F1"})
    void aRotationThatIsRefusedLeavesTheConnectionsInUseAndIsTriedAgain() {
        RotatingCredentials credentials = new RotatingCredentials(Credentials.of(user("a"), BEFORE));
        Redis redis = connect(credentials, Protocol.RESP2);
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));

        credentials.rotate(Credentials.of(user("a"), AFTER));
        eventually(
                "C11: CredentialsRotated names who refuses",
                LONG,
                () -> events.stream()
                        .anyMatch(event -> event instanceof RedisEvent.CredentialsRotated rotation
                                && !rotation.sentinels()
                                && !rotation.refused().isEmpty()));
        redis.sync().set(name("key"), "value");
        assertThat(subscription.isLive()).as("C11: the subscription is live").isTrue();
        assertThat(recorder.gaps()).as("P7: gaps").isEmpty();

        setUser(user("a"), ">" + AFTER, "<" + BEFORE);

        eventually("C11: accepted in the end", LONG, () -> rotated(false));
        redis.sync().set(name("key"), "value");
    }

    // ---------------------------------------------------------------- not told of a change

    @Test
    @Clause("C11")
    void aNewConnectionShowsWhatTheProviderGivesThen() {
        Redis redis = connect(() -> Credentials.of(user("a"), password), Protocol.RESP2);
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        setUser(user("a"), ">" + AFTER, "<" + BEFORE);
        redis.sync().set(name("key"), "value");
        assertThat(recorder.gaps()).as("P7: gaps, while nothing was cut").isEmpty();

        password = AFTER;
        assertThat(bench().cut(clientName())).as("C11: connections cut").isGreaterThanOrEqualTo(2);

        redis.sync().get(name("key"));
        eventually("C11: subscribed again", LONG, () -> !recorder.gaps().isEmpty() && subscription.isLive());
        redis.sync().set(name("key"), "value");
    }

    @Test
    @Clause("C11")
    void aPasswordThatWasRefusedIsAskedForOnceMoreBeforeAnyCallFails() {
        AtomicInteger stale = new AtomicInteger();
        Redis redis = connect(
                () -> Credentials.of(user("a"), stale.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? AFTER : BEFORE),
                Protocol.RESP2);
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        List<RedisException> failures = new CopyOnWriteArrayList<>();

        for (int round = 0; round < 3; round++) {
            stale.set(1);
            bench().cut(clientName());
            eventually("C11: the wrong password was shown", LONG, () -> stale.get() == 0);
            try {
                redis.sync().get(name("key"));
            } catch (RedisException failed) {
                failures.add(failed);
            }
        }

        assertThat(failures)
                .as("C11: calls that failed because a password was wrong once")
                .isEmpty();
        eventually("C11: subscribed again", LONG, subscription::isLive);
    }

    @Test
    @Clause({"C11", "C5"})
    void aPasswordThatStaysWrongFailsCallsAtOnceUntilTheProviderGivesAnother() {
        Redis redis = connect(() -> Credentials.of(user("a"), password), Protocol.RESP2);
        // Closes its connections; the user that comes then has another password.
        deleteUser(user("a"));
        setUser(user("a"), "on", ">" + AFTER);

        Redis patient = redis.with(org.rf4j.CallOptions.timeout(LONG));
        eventually("C5: a call fails with WRONGPASS", LONG, () -> {
            RedisException failure =
                    failure("C5: a call", LONG, () -> patient.sync().get(name("key")));
            return failure instanceof RedisCommandException refusal
                    && refusal.code().equals("WRONGPASS");
        });
        failure(
                "C5: what waiting cannot cure fails at once",
                MARGIN,
                () -> patient.sync().get(name("key")));

        password = AFTER;

        eventually("C11: a call succeeds without a restart", LONG, () -> {
            try {
                redis.sync().set(name("key"), "value");
                return true;
            } catch (RedisException notYet) {
                return false;
            }
        });
    }

    // ---------------------------------------------------------------- expiry

    @Test
    @Clause({"C11", "P7"})
    void credentialsThatExpireAreReplacedBeforeTheyDo() {
        Instant end = Instant.now().plusSeconds(3);
        Redis redis = connect(
                () -> Instant.now().isBefore(end.minusMillis(1500))
                        ? Credentials.of(user("a"), BEFORE).expiringAt(end)
                        : Credentials.of(user("b"), AFTER).expiringAt(end.plusSeconds(3600)),
                Protocol.RESP2);
        Recorder recorder = new Recorder();
        Subscription subscription = subscribe(redis, recorder, name("channel"));
        Writing writing = closing(new Writing(() -> redis.sync().incr(name("counter"))));

        awaitRotated();
        eventually(
                "C11: the subscription is live again",
                LONG,
                () -> !recorder.gaps().isEmpty() && subscription.isLive());

        assertThat(events)
                .filteredOn(RedisEvent.CredentialsRotated.class::isInstance)
                .as("C11: replaced before the end")
                .isNotEmpty()
                .allSatisfy(event ->
                        assertThat(((RedisEvent.CredentialsRotated) event).at()).isBefore(end));
        deleteUser(user("a"));
        int written = writing.done();
        eventually("C11: calls go on", LONG, () -> writing.done() > written + 100);
        assertThat(writing.end()).as("C11: calls that failed").isEmpty();
        assertThat(recorder.gaps()).as("P7: gaps").extracting(Gap::cause).containsExactly(Gap.Cause.CREDENTIALS);
    }
}
