package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SingleServerIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aStartedServerAnswers() {
        try (SingleServer single = SingleServer.start();
                RespConnection connection = RespConnection.connect(single.endpoint(), SECOND)) {
            assertThat(connection.call("PING")).isEqualTo("PONG");
            assertThat(connection.call("RPUSH", "list", "a", "ü")).isEqualTo(2L);
            assertThat(connection.callForList("LRANGE", "list", "0", "-1")).isEqualTo(List.of("a", "ü"));
            assertThat(connection.call("GET", "missing")).isNull();
            assertThatThrownBy(() -> connection.call("GET", "list"))
                    .isInstanceOfSatisfying(
                            RespErrorException.class,
                            error -> assertThat(error.code()).isEqualTo("WRONGTYPE"));
            assertThat(connection.call("PING")).isEqualTo("PONG");
            assertThat(single.server().log()).contains("Ready to accept connections");
        }
    }

    @Test
    void aRotatedPasswordIsTheOnlyOne() {
        try (SingleServer single = SingleServer.start()) {
            single.rotatePassword("someone", "first");
            try (RespConnection connection = RespConnection.connect(single.endpoint(), SECOND)) {
                connection.authenticate("someone", "first");
                single.rotatePassword("someone", "second");
                assertThatThrownBy(() -> connection.authenticate("someone", "first"))
                        .hasMessageContaining("WRONGPASS");
                connection.authenticate("someone", "second");
            }
            assertThatThrownBy(() -> single.rotatePassword("default", "any"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'default'");
        }
    }

    @Test
    void aKilledServerComesBackEmptyOnTheSamePort() {
        try (SingleServer single = SingleServer.start()) {
            set(single, "key", "value");
            int port = single.server().port();
            long pid = single.server().pid();
            single.server().kill();
            assertThat(single.server().isAlive()).isFalse();
            assertThat(isRunning(pid)).isFalse();
            assertThatThrownBy(() -> single.server().connect(SECOND)).isInstanceOf(UncheckedIOException.class);
            single.server().restart();
            assertThat(single.server().port()).isEqualTo(port);
            assertThat(single.server().pid()).isNotEqualTo(pid);
            assertThat(get(single, "key")).isNull();
        }
    }

    @Test
    void aRestartCanKeepWhatTheServerWroteIntoItsConfiguration() {
        try (SingleServer single = SingleServer.start()) {
            try (RespConnection connection = single.server().connect(SECOND)) {
                connection.call("CONFIG", "SET", "maxclients", "77");
                connection.call("CONFIG", "REWRITE");
            }
            single.server().restartKeepingConfiguration();
            assertThat(single.server().configuration()).contains("maxclients 77");
            single.server().restart();
            assertThat(single.server().configuration()).doesNotContain("maxclients 77");
        }
    }

    @Test
    void aFrozenServerKeepsItsConnectionsAndAnswersWhenThawed() {
        try (SingleServer single = SingleServer.start();
                RespConnection connection = single.server().connect(Duration.ofSeconds(5))) {
            single.server().freeze();
            single.server().freeze();
            assertThat(single.server().isFrozen()).isTrue();
            connection.send("PING");
            assertThat(connection.awaitReadable(Duration.ofMillis(100))).isFalse();
            single.server().thaw();
            single.server().thaw();
            assertThat(single.server().isFrozen()).isFalse();
            assertThat(connection.receive()).isEqualTo("PONG");
        }
    }

    @Test
    void aFrozenServerCanBeKilledAndRestored() {
        try (SingleServer single = SingleServer.start()) {
            single.server().freeze();
            single.server().kill();
            assertThat(single.server().isFrozen()).isFalse();
            single.restore(Duration.ofSeconds(5));
            set(single, "key", "value");
        }
    }

    @Test
    void anOrderlyStopEndsTheProcess() {
        try (SingleServer single = SingleServer.start()) {
            single.server().stop();
            assertThat(single.server().isAlive()).isFalse();
            assertThat(single.server().log()).contains("Redis is now ready to exit");
        }
    }

    @Test
    void theReturnOfAServerIsSeen() {
        try (SingleServer single = SingleServer.start();
                ReturnObserver observer = ReturnObserver.watching(single.server())) {
            single.server().kill();
            assertThat(observer.returnedAtNanos()).isEmpty();
            long began = System.nanoTime();
            single.server().restart();
            assertThat(observer.await(Duration.ofSeconds(5))).isGreaterThan(began);
        }
    }

    @Test
    void theFixtureUsesTheCredentialsOfItsSettings() {
        RedisProcessSettings settings = RedisProcessSettings.builder("secured")
                .addDirective("user", "default off")
                .addDirective("user", "admin on >secret ~* &* +@all")
                .credentials("admin", "secret")
                .build();
        assertThat(settings.toString()).doesNotContain("secret");
        try (SingleServer single = SingleServer.start(settings)) {
            set(single, "key", "value");
            try (RespConnection stranger = RespConnection.connect(single.endpoint(), SECOND)) {
                assertThatThrownBy(() -> stranger.call("GET", "key")).hasMessageStartingWith("NOAUTH");
            }
        }
    }

    @Test
    void aServerThatCannotStartSaysWhy() {
        assertThatThrownBy(() -> SingleServer.start(Map.of("no-such-directive", "yes")))
                .isInstanceOf(RedisServerException.class)
                .hasMessageContaining("exit code")
                .hasMessageContaining("no-such-directive");
    }

    @Test
    void aFixedPortThatIsTakenIsAnError() {
        try (SingleServer first = SingleServer.start()) {
            RedisProcessSettings settings = RedisProcessSettings.builder("second")
                    .port(first.server().port())
                    .build();
            assertThatThrownBy(() -> SingleServer.start(settings))
                    .isInstanceOf(RedisServerException.class)
                    .hasMessageContaining("exit code");
        }
    }

    @Test
    void publishedMessagesCanBeReceived() {
        try (SingleServer single = SingleServer.start();
                RespConnection subscriber = single.server().connect(SECOND);
                RespConnection publisher = single.server().connect(SECOND)) {
            subscriber.send("SUBSCRIBE", "channel");
            assertThat(subscriber.receive()).isEqualTo(List.of("subscribe", "channel", 1L));
            assertThat(publisher.call("PUBLISH", "channel", "hello")).isEqualTo(1L);
            assertThat(subscriber.awaitReadable(SECOND)).isTrue();
            assertThat(subscriber.receive()).isEqualTo(List.of("message", "channel", "hello"));
        }
    }

    private static void set(SingleServer single, String key, String value) {
        try (RespConnection connection = single.server().connect(SECOND)) {
            assertThat(connection.call("SET", key, value)).isEqualTo("OK");
        }
    }

    private static @Nullable Object get(SingleServer single, String key) {
        try (RespConnection connection = single.server().connect(SECOND)) {
            return connection.call("GET", key);
        }
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
