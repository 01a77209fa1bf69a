package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.StartMode;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.RedisProcess;

/** How often a client connects, however many callers wait. */
abstract class StormClauses extends ClauseTests {

    private static final int ATTEMPTS = 6;
    private static final long ONE_ATTEMPT_NANOS = Duration.ofMillis(15).toNanos();

    @Test
    @Clause({"C7", "C13"})
    void aServerThatHangsUpIsAskedLessAndLessOften() throws Exception {
        try (Door door = new Door()) {
            RedisConfig.Builder config = RedisConfig.builder()
                    .provider(provider().name())
                    .startMode(StartMode.LAZY)
                    .commandTimeout(LONG);
            pointAt(config, "127.0.0.1", door.port());
            Redis redis = closing(Redis.connect(config.build()));
            List<RedisFuture<String>> waiting = IntStream.range(0, Crowd.CALLERS)
                    .mapToObj(i -> redis.async().get(name("key" + i)))
                    .toList();

            eventually("C7: attempts go on", LONG, () -> door.knocks().size() >= ATTEMPTS);

            List<Long> knocks = door.knocks();
            // 50 ms, then twice as long each time, each shortened by up to half. One attempt is free: the first after a
            // connection that stood, if only for a moment.
            long least = 0;
            for (int i = 2; i < ATTEMPTS; i++) {
                least += Math.min(2_000, 50L << (i - 2)) / 2;
                assertThat(Duration.ofNanos(knocks.get(i) - knocks.get(0)).toMillis())
                        .as("C7: attempt %s of %s, in ms after the first", i, knocks)
                        .isGreaterThanOrEqualTo(least - 5);
            }
            assertThat(door.connections())
                    .as("C7: connections in %s attempts", knocks.size())
                    .isLessThanOrEqualTo(2 * knocks.size() + 2);
            assertThat(waiting).as("C5: callers go on waiting").noneMatch(RedisFuture::isDone);
        }
    }

    @Test
    @Clause({"C7", "C9", "C5"})
    void aThousandCallersMakeNoStormWhenEveryConnectionIsCut() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        Map<RedisProcess, Long> before = Crowd.connectionsReceived(bench().nodes());

        assertThat(bench().cut(clientName())).as("C7: connections cut").isPositive();
        Crowd crowd = new Crowd(redis, name("caller"));
        crowd.arrives();
        crowd.isServed();

        Crowd.assertFewConnects(bench().nodes(), before);
    }

    /** A server that hangs up on everybody, and keeps the times at which there were attempts to come in. */
    private static final class Door implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        private final List<Long> knocks = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();

        Door() throws IOException {
            Thread thread = new Thread(this::hangUp, "tck-door");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        List<Long> knocks() {
            return List.copyOf(knocks);
        }

        int connections() {
            return connections.get();
        }

        private void hangUp() {
            while (!socket.isClosed()) {
                try (Socket visitor = socket.accept()) {
                    long now = System.nanoTime();
                    // An attempt may be two connections, one of them for subscriptions.
                    if (knocks.isEmpty() || now - knocks.get(knocks.size() - 1) > ONE_ATTEMPT_NANOS) {
                        knocks.add(now);
                    }
                    connections.incrementAndGet();
                    visitor.setSoLinger(true, 0);
                } catch (IOException closed) {
                    // The door is closed, or this one visitor has gone.
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
