package org.rf4j.provider.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisException;
import org.redisson.client.RedisTimeoutException;
import org.redisson.client.codec.StringCodec;
import org.redisson.client.protocol.RedisCommand;
import org.redisson.client.protocol.RedisCommands;
import org.rf4j.Endpoint;
import org.rf4j.Protocol;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RedisProcessSettings;

/** Redisson's own connection, which shares its socket with the calls of the SPI. */
@Timeout(60)
final class UnwrappedConnectionIT {

    private static RedisProcess server;

    private Driver driver;
    private NodeClient client;
    private RedisConnection connection;

    @BeforeAll
    static void startServer() {
        server = RedisProcess.start(RedisProcessSettings.builder("unwrapped").build());
    }

    @AfterAll
    static void endServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        driver = new RedissonProvider().open(new DaemonThreads());
        ConnectionSettings settings = new ConnectionSettings(Duration.ofSeconds(5), Protocol.RESP2, null, List::of);
        client = driver.connect(new Endpoint(server.address().host(), server.port()), settings, cause -> {})
                .toCompletableFuture()
                .join();
        connection = client.unwrap(RedisConnection.class);
    }

    @AfterEach
    void close() {
        server.thaw();
        driver.close();
    }

    @Test
    void commandsOfBothKindsGetTheirOwnReplies() {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(connection
                    .async(StringCodec.INSTANCE, new RedisCommand<Object>("ECHO"), "redisson " + i)
                    .toCompletableFuture());
            expected.add("redisson " + i);
            Reply reply = new Reply();
            client.send(RawCommand.ofText("ECHO", "rf4j " + i), reply);
            answers.add(reply.thenApply(bytes -> new String((byte[]) bytes, StandardCharsets.UTF_8)));
            expected.add("rf4j " + i);
        }
        assertThat(answers).extracting(CompletableFuture::join).isEqualTo(expected);
    }

    @Test
    void aCommandOfRedissonWaitsForTheRestOfALargeCall() {
        byte[] large = new byte[16 * 1024 * 1024];
        Reply echo = new Reply();
        client.send(RawCommand.of("ECHO", large), echo);
        assertThat(connection
                        .async(StringCodec.INSTANCE, new RedisCommand<Object>("ECHO"), "after")
                        .toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo("after");
        assertThat((byte[]) echo.join()).hasSize(large.length);
    }

    @Test
    void aLargeCallThatHasJustBegunEndsAtOnce() {
        server.freeze();
        Reply reply = new Reply();
        client.send(RawCommand.of("SET", new byte[1], new byte[64 * 1024 * 1024]), reply);
        client.abandon();
        // 50 ms, on a machine that is busy with other tests.
        assertThat(reply).failsWithin(Duration.ofMillis(200));
    }

    @Test
    void aCommandOfRedissonEndsWithTheConnectionAndNotAtItsTimeout() {
        server.freeze();
        CompletableFuture<?> answer = connection
                .async(30_000, StringCodec.INSTANCE, RedisCommands.GET, "key")
                .toCompletableFuture();
        client.abandon();
        assertThat(answer)
                .failsWithin(Duration.ofSeconds(2))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NodeException.class);
    }

    @Test
    void aCommandOfRedissonHasItsTimeoutAndTheConnectionGoesOn() {
        server.freeze();
        CompletableFuture<?> answer = connection
                .async(200, StringCodec.INSTANCE, RedisCommands.GET, "key")
                .toCompletableFuture();
        assertThat(answer)
                .failsWithin(Duration.ofSeconds(2))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RedisTimeoutException.class);
        Reply reply = new Reply();
        client.send(RawCommand.ofText("ECHO", "next"), reply);
        server.thaw();
        assertThat(reply).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("next".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anErrorReplyIsRedissonsException() {
        assertThat(connection.async(StringCodec.INSTANCE, RedisCommands.HGETALL).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RedisException.class)
                .withMessageContaining("wrong number of arguments");
    }

    /** The reply to a call of the SPI. */
    private static final class Reply extends CompletableFuture<@Nullable Object> implements ReplySink {
        @Override
        public void reply(@Nullable Object raw) {
            complete(raw);
        }

        @Override
        public void failed(NodeException cause) {
            completeExceptionally(cause);
        }
    }

    private static final class DaemonThreads implements DriverContext {
        @Override
        public ThreadFactory threads() {
            return work -> {
                Thread thread = new Thread(work, "unwrapped-driver");
                thread.setDaemon(true);
                return thread;
            };
        }

        @Override
        public Executor blocking() {
            return work -> threads().newThread(work).start();
        }
    }
}
