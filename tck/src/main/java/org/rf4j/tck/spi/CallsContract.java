package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/** {@link org.rf4j.spi.CommandSender} while the server answers: order, adjacency, threads. */
abstract class CallsContract extends SpiFixture {

    private NodeClient client;

    @BeforeEach
    void connectClient() {
        client = connect();
    }

    @Test
    void tenThousandCallsOfOneThreadAreAnsweredInTheOrderSent() {
        Queue<Integer> order = new ConcurrentLinkedQueue<>();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            Answer answer = new Answer("ECHO " + i, () -> order.add(number));
            client.send(RawCommand.ofText("ECHO", Integer.toString(i)), answer);
            answers.add(answer);
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).readable())
                    .as("the reply to call %d: a sink must get the reply to its own command", i)
                    .isEqualTo(Integer.toString(i));
        }
        answers.forEach(Answer::assertAnsweredOnce);
        assertThat(order)
                .as("sinks are answered in the order in which their commands were sent")
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void eightThreadsGetTheirOwnRepliesAndKeepTheirOrder() throws Exception {
        List<String> keys = IntStream.range(0, 8).mapToObj(i -> fresh("list")).toList();
        List<Answer> answers = inParallel(8, thread -> {
                    List<Answer> own = new ArrayList<>();
                    for (int i = 1; i <= 2_000; i++) {
                        own.add(send(client, "RPUSH", keys.get(thread), Integer.toString(i)));
                    }
                    for (int i = 1; i <= own.size(); i++) {
                        assertThat(own.get(i - 1).raw())
                                .as("the reply to push %d of thread %d", i, thread)
                                .isEqualTo((long) i);
                    }
                    return own;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
        answers.forEach(Answer::assertAnsweredOnce);
        List<String> expected =
                IntStream.rangeClosed(1, 2_000).mapToObj(Integer::toString).toList();
        for (String key : keys) {
            assertThat(send(client, "LRANGE", key, "0", "-1").readable())
                    .as("the order in which the server ran the commands of one thread")
                    .isEqualTo(expected);
        }
    }

    @Test
    void commandsOfOneListAreAdjacent() throws Exception {
        String counter = fresh("counter");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Future<?> disturbance = executor.submit(() -> {
            while (!done.get()) {
                assertThat(send(client, "ECHO", "alone").readable())
                        .as("a call of another thread must not get between MULTI and EXEC")
                        .isEqualTo("alone");
            }
        });
        executor.shutdown();
        try {
            inParallel(4, thread -> {
                for (int i = 0; i < 250; i++) {
                    assertTransaction(counter);
                }
                return thread;
            });
        } finally {
            done.set(true);
        }
        disturbance.get(10, TimeUnit.SECONDS);
        assertThat(send(client, "GET", counter).readable()).isEqualTo("2000");
    }

    private void assertTransaction(String counter) {
        List<Answer> answers = sendAll(
                client,
                RawCommand.ofText("MULTI"),
                RawCommand.ofText("INCR", counter),
                RawCommand.ofText("INCR", counter),
                RawCommand.ofText("EXEC"));
        assertThat(answers.get(0).readable()).as("MULTI").isEqualTo("OK");
        assertThat(answers.get(1).readable()).as("the first INCR").isEqualTo("QUEUED");
        assertThat(answers.get(2).readable()).as("the second INCR").isEqualTo("QUEUED");
        Object numbers = answers.get(3).raw();
        assertThat(numbers)
                .as("EXEC: send(List) must write its commands with nothing in between")
                .isInstanceOf(List.class);
        List<?> pair = (List<?>) Objects.requireNonNull(numbers);
        assertThat(pair).as("EXEC of two INCR").hasSize(2);
        assertThat(pair.get(1)).as("the second INCR").isEqualTo(Long.parseLong(String.valueOf(pair.get(0))) + 1);
    }

    @Test
    void aSinkMaySendFromWithinItsAnswer() throws Exception {
        int rounds = 5_000;
        CountDownLatch end = new CountDownLatch(1);
        client.send(RawCommand.ofText("PING"), new ReplySink() {
            private int round;

            @Override
            public void reply(@Nullable Object raw) {
                if (++round == rounds) {
                    end.countDown();
                } else {
                    client.send(RawCommand.ofText("PING"), this);
                }
            }

            @Override
            public void failed(NodeException cause) {}
        });
        assertThat(end.await(10, TimeUnit.SECONDS))
                .as("%d calls, each sent by the sink of the one before: this must not deadlock or recurse", rounds)
                .isTrue();
    }

    @Test
    void sendingDoesNotWaitForTheReply() {
        long began = System.nanoTime();
        Answer slow = send(client, "DEBUG", "SLEEP", "0.6");
        Answer next = send(client, "ECHO", "after");
        assertThat(millisSince(began))
                .as("ms for two sends to a server that is busy: send must not wait for the reply")
                .isLessThan(400);
        assertThat(slow.readable()).isEqualTo("OK");
        assertThat(next.readable()).isEqualTo("after");
    }

    @Test
    void repliesAreReadWhileMuchIsWritten() {
        byte[] key = bytes(fresh("key"));
        byte[] megabyte = new byte[1024 * 1024];
        send(client, RawCommand.of("SET", key, megabyte)).raw();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            answers.add(send(client, RawCommand.of("GETSET", key, megabyte)));
        }
        for (Answer answer : answers) {
            assertThat((byte[]) answer.raw())
                    .as("64 times 1 MB in both directions: a driver that writes without reading deadlocks here")
                    .hasSize(megabyte.length);
        }
        send(client, RawCommand.of("DEL", key)).raw();
    }

    @Test
    void assistingReturnsWhenTheReplyHasCome() {
        Answer answer = send(client, "DEBUG", "SLEEP", "0.2");
        long began = System.nanoTime();
        long deadline = began + TimeUnit.SECONDS.toNanos(5);
        client.assist(answer::isAnswered, deadline);
        assertThat(answer.readable()).isEqualTo("OK");
        assertThat(millisSince(began))
                .as("ms in assist, with a reply after 200 ms: it must return once 'done' says so, not at the deadline")
                .isLessThan(2_000);
    }

    @Test
    void assistingReturnsAtTheDeadline() {
        Answer answer = send(client, "DEBUG", "SLEEP", "1.2");
        long began = System.nanoTime();
        client.assist(answer::isAnswered, began + TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(millisSince(began))
                .as("ms in assist with a deadline of 200 ms and a reply after 1200 ms")
                .isLessThan(200 + AT_ONCE.toMillis());
        assertThat(answer.readable()).as("the reply still comes afterwards").isEqualTo("OK");
    }

    @Test
    void assistingReturnsWhenInterrupted() throws Exception {
        Answer answer = send(client, "DEBUG", "SLEEP", "1.2");
        CountDownLatch assisting = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            assisting.countDown();
            client.assist(answer::isAnswered, System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
            // Where assist returns at once, the interrupt is still to come.
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.park();
            }
        });
        caller.start();
        assisting.await();
        caller.interrupt();
        caller.join(AT_ONCE.toMillis());
        assertThat(caller.isAlive())
                .as(
                        "%d ms after its interrupt the caller is still in assist, or has come back without its"
                                + " interrupt flag, which must stay set",
                        AT_ONCE.toMillis())
                .isFalse();
        assertThat(answer.readable())
                .as("the interrupt must not cost the connection")
                .isEqualTo("OK");
        assertThat(send(client, "ECHO", "next").readable()).isEqualTo("next");
    }

    @Test
    void callersThatAssistAndCallersThatDoNotAreAllAnswered() throws Exception {
        inParallel(8, thread -> {
            for (int i = 0; i < 500; i++) {
                String text = thread + ":" + i;
                Answer answer = send(client, "ECHO", text);
                if (thread % 2 == 0) {
                    client.assist(answer::isAnswered, System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
                }
                assertThat(answer.readable())
                        .as("with four threads in assist, and four that only wait")
                        .isEqualTo(text);
                answer.assertAnsweredOnce();
            }
            return thread;
        });
    }

    private <T> List<T> inParallel(int count, ThreadWork<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(count);
        try {
            List<Callable<T>> tasks = IntStream.range(0, count)
                    .<Callable<T>>mapToObj(thread -> () -> work.run(thread))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof AssertionError assertion) {
                throw assertion;
            }
            throw failed;
        } finally {
            executor.shutdownNow();
        }
    }

    /** What one of several threads does. */
    @FunctionalInterface
    private interface ThreadWork<T> {
        T run(int thread) throws Exception;
    }
}
