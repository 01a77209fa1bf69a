package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.rf4j.Redis;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.RedisProcess;

/** A thousand callers at once: half of them threads, each of which also makes a call that it does not wait for. */
final class Crowd {

    static final int CALLERS = 1_000;

    /** For what the kit, the sentinels and the servers among themselves connect for, and a few connects of the client. */
    private static final int MOST_CONNECTS_A_NODE = 25;

    private final Redis redis;
    private final String names;
    private final CountDownLatch start = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(CALLERS / 2);
    private final List<CompletableFuture<String>> answers = new ArrayList<>();
    private final Map<String, RedisFuture<String>> later = new ConcurrentHashMap<>();

    Crowd(Redis redis, String names) {
        this.redis = redis;
        this.names = names;
    }

    void arrives() {
        for (int i = 0; i < CALLERS / 2; i++) {
            String own = names + i;
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            Thread caller = new Thread(null, () -> call(own, answer), "tck-caller-" + i, 128 * 1024);
            caller.setDaemon(true);
            caller.start();
        }
        start.countDown();
        ClauseTests.eventually("every caller has come", ClauseTests.LONG, () -> arrived.getCount() == 0);
    }

    private void call(String own, CompletableFuture<String> answer) {
        try {
            start.await();
            later.put(own, redis.async().setGet(own + "later", own));
            arrived.countDown();
            redis.sync().set(own, own);
            answer.complete(String.valueOf(redis.sync().get(own)));
        } catch (InterruptedException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    void isServed() throws Exception {
        for (int i = 0; i < answers.size(); i++) {
            assertThat(ClauseTests.result("C5: a caller is served", answers.get(i)))
                    .as("C9: a caller has its own answer")
                    .isEqualTo(names + i);
        }
        for (RedisFuture<String> answer : later.values()) {
            assertThat(ClauseTests.result("C5: a caller is served", answer.toCompletableFuture()))
                    .as("C9: what was there before")
                    .isNull();
        }
    }

    /** Returns how many connections each server has taken since it was started. */
    static Map<RedisProcess, Long> connectionsReceived(List<RedisProcess> servers) {
        Map<RedisProcess, Long> received = new HashMap<>();
        for (RedisProcess server : servers) {
            if (server.isAlive()) {
                String.valueOf(Bench.call(server, "INFO", "stats"))
                        .lines()
                        .filter(line -> line.startsWith("total_connections_received:"))
                        .forEach(line -> received.put(
                                server,
                                Long.parseLong(
                                        line.substring(line.indexOf(':') + 1).strip())));
            }
        }
        return received;
    }

    static void assertFewConnects(List<RedisProcess> servers, Map<RedisProcess, Long> before) {
        Map<RedisProcess, Long> opened = connectionsReceived(servers);
        // One that was started anew counts from the beginning.
        opened.replaceAll((server, count) -> {
            long earlier = before.getOrDefault(server, 0L);
            return count < earlier ? count : count - earlier;
        });
        assertThat(opened.values())
                .as("C7: connections opened to each server while a thousand callers waited: %s", opened)
                .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(MOST_CONNECTS_A_NODE));
    }
}
