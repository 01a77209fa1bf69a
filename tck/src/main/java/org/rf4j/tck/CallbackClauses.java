package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.failover.Health;
import org.rf4j.failover.RedisEvent;

/** Where the code of users runs, and whether it may block there. */
abstract class CallbackClauses extends ClauseTests {

    @Test
    @Clause("C17")
    void everyBlockingCallInACallbackThrows() throws Exception {
        Redis redis = connect();
        Map<String, Runnable> calls = Map.of(
                "sync", () -> redis.sync().get(name("key")),
                "execute", () -> redis.execute(Command.of("GET").key(name("key"))),
                "batch", () -> redis.batch(commands -> commands.get(name("key"))),
                "join", () -> redis.async().get(name("key")).join(),
                "subscribe", () -> subscribe(redis, message -> {}, name("channel")),
                "publish", () -> publish(redis, name("channel"), "message"),
                "health", () -> redis.health(),
                "connect", () -> connect());
        Map<String, Object> thrown = new ConcurrentHashMap<>();

        result(
                "C17: the callback",
                inACallback(
                        redis,
                        () -> calls.forEach((name, call) -> {
                            try {
                                call.run();
                                thrown.put(name, "nothing");
                            } catch (RuntimeException e) {
                                thrown.put(name, e);
                            }
                        })));

        assertThat(thrown).as("C17: blocking calls in a callback").hasSize(calls.size());
        assertThat(thrown.values())
                .as("C17: what each ended with: %s", thrown)
                .allSatisfy(end -> assertThat(end).isInstanceOf(IllegalStateException.class));
        assertThat(redis.sync().get(name("key"))).as("C17: calls go on").isNull();
    }

    /** Runs something where the stages of the client complete. */
    private CompletableFuture<Void> inACallback(Redis redis, Runnable action) {
        Thread caller = Thread.currentThread();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        redis.async().set(name("other"), "value").whenComplete((done, failure) -> {
            if (Thread.currentThread() == caller) {
                // It was complete before it got its continuation, which then runs on the caller: once more.
                inACallback(redis, action).whenComplete((again, none) -> ended.complete(null));
            } else {
                try {
                    action.run();
                    ended.complete(null);
                } catch (RuntimeException e) {
                    ended.completeExceptionally(e);
                }
            }
        });
        return ended;
    }

    @Test
    @Clause("C17")
    void noCallersThreadRunsTheContinuationOfAnother() throws Exception {
        Redis redis = connect();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread caller = new Thread(
                    () -> {
                        while (!over.get()) {
                            redis.sync().get(name("key"));
                        }
                    },
                    "tck-caller-" + i);
            callers.add(caller);
            caller.start();
        }
        Set<Thread> ran = ConcurrentHashMap.newKeySet();
        try {
            for (int i = 0; i < 2_000; i++) {
                redis.async().get(name("key")).whenComplete((value, failure) -> ran.add(Thread.currentThread()));
            }
            result("C17: the last continuation", redis.async().get(name("key")).toCompletableFuture());
        } finally {
            over.set(true);
            for (Thread caller : callers) {
                caller.join(LONG.toMillis());
            }
        }

        assertThat(ran).as("C17: threads that ran continuations").isNotEmpty().doesNotContainAnyElementsOf(callers);
    }

    @Test
    @Clause("C17")
    void anExecutorOfTheUsersMayBlock() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "tck-callbacks"));
        closing(executor::shutdownNow);
        Redis redis = connect(config -> config.callbackExecutor(executor));
        redis.sync().set(name("key"), "value");
        CompletableFuture<String> thread = new CompletableFuture<>();

        CompletableFuture<String> answer = redis.async()
                .get(name("missing"))
                .toCompletableFuture()
                .thenApply(missing -> {
                    thread.complete(Thread.currentThread().getName());
                    return String.valueOf(redis.sync().get(name("key")));
                });

        assertThat(result("C17: a blocking call there", answer)).isEqualTo("value");
        assertThat(result("C17: the thread", thread))
                .as("C17: where continuations run")
                .isIn("tck-callbacks", Thread.currentThread().getName());
    }

    @Test
    @Clause({"C17", "P4"})
    void aMessageListenerMayBlock() throws Exception {
        Redis redis = connect();
        redis.sync().set(name("key"), "value");
        CompletableFuture<String> seen = new CompletableFuture<>();
        subscribe(redis, message -> seen.complete(redis.sync().get(name("key"))), name("channel"));

        publish(redis, name("channel"), "message");

        assertThat(result("C17: a blocking call in a message listener", seen))
                .as("C17: its answer")
                .isEqualTo("value");
    }

    @Test
    @Clause({"C17", "F1"})
    void anEventListenerMayBlock() throws Exception {
        Redis redis = connect(config -> config.commandTimeout(LONG));
        redis.sync().set(name("key"), "value");
        CompletableFuture<String> seen = new CompletableFuture<>();
        CompletableFuture<Health> checked = new CompletableFuture<>();
        closing(redis.onEvent(event -> {
            if (event instanceof RedisEvent.ConnectionLost) {
                seen.complete(redis.sync().get(name("key")));
                checked.complete(redis.health());
            }
        }));

        bench().cut(clientName());

        assertThat(result("C17: a blocking call in an event listener", seen))
                .as("C17: its answer")
                .isEqualTo("value");
        assertThat(result("C17: a health check in an event listener", checked).roundTrip())
                .as("F6: round trip")
                .isNotNull();
    }
}
