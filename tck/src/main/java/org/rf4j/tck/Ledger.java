package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.Outcome;
import org.rf4j.Redis;
import org.rf4j.RedisException;
import org.rf4j.command.RedisFuture;
import org.rf4j.tck.server.RedisProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writers that go on while faults are done, and what each of their writes was said to have come to. Writes with even
 * numbers increment a counter, those with odd ones append their number to a text, so that what a server holds afterwards
 * tells which of them ran, and how often. Thread-safe.
 */
final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final long PACE_NANOS = TimeUnit.MICROSECONDS.toNanos(300);
    private static final int MOST_IN_FLIGHT = 32;
    private static final int BATCH = 6;

    /** What a write was said to have come to. */
    private enum Verdict {
        ACKNOWLEDGED,
        UNKNOWN,
        NOT_EXECUTED
    }

    private final Redis redis;
    private final String counter;
    private final String text;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Verdict> verdicts = new ConcurrentHashMap<>();
    private final List<Throwable> defects = new CopyOnWriteArrayList<>();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final Semaphore window = new Semaphore(MOST_IN_FLIGHT);
    private final List<Thread> writers = new ArrayList<>();
    private volatile boolean over;

    /**
     * Begins to write.
     *
     * @param name what the names of the keys begin with
     * @param blocking how many threads wait for each write; one more does not wait, and one writes batches
     */
    Ledger(Redis redis, String name, int blocking) {
        this.redis = redis;
        this.counter = name + ":counter";
        this.text = name + ":text";
        for (int i = 0; i < blocking; i++) {
            start(this::write);
        }
        start(this::writeWithoutWaiting);
        start(this::writeBatch);
    }

    private void start(Runnable step) {
        Thread thread = new Thread(
                () -> {
                    while (!over) {
                        step.run();
                        LockSupport.parkNanos(PACE_NANOS);
                    }
                },
                "tck-writer-" + writers.size());
        thread.setDaemon(true);
        writers.add(thread);
        thread.start();
    }

    private void write() {
        long number = numbers.incrementAndGet();
        try {
            if (isCounted(number)) {
                redis.sync().incr(counter);
            } else {
                redis.sync().append(text, entry(number));
            }
            note(number, null);
        } catch (Throwable failure) {
            note(number, failure);
        }
    }

    private void writeWithoutWaiting() {
        if (!window.tryAcquire()) {
            return;
        }
        long number = numbers.incrementAndGet();
        var call =
                isCounted(number) ? redis.async().incr(counter) : redis.async().append(text, entry(number));
        call.whenComplete((value, failure) -> {
            note(number, failure);
            window.release();
        });
    }

    /** Each write of a batch comes to an end of its own. */
    private void writeBatch() {
        Map<Long, RedisFuture<?>> calls = new LinkedHashMap<>();
        try {
            redis.batch(commands -> {
                for (int i = 0; i < BATCH; i++) {
                    long number = numbers.incrementAndGet();
                    calls.put(
                            number, isCounted(number) ? commands.incr(counter) : commands.append(text, entry(number)));
                }
                return calls.size();
            });
        } catch (Throwable failure) {
            defects.add(failure);
        }
        calls.forEach((number, call) -> {
            if (call.toCompletableFuture().isDone()) {
                call.whenComplete((value, failure) -> note(number, failure));
            } else {
                defects.add(new AssertionError("C2: a call of a batch that has returned is not at its end"));
            }
        });
    }

    private static boolean isCounted(long number) {
        return number % 2 == 0;
    }

    private static String entry(long number) {
        return number + ";";
    }

    private void note(long number, @Nullable Throwable failure) {
        if (failure == null) {
            verdicts.put(number, Verdict.ACKNOWLEDGED);
        } else if (failure instanceof RedisException known) {
            failures.add(known.outcome() + " " + known);
            verdicts.put(number, known.outcome() == Outcome.UNKNOWN ? Verdict.UNKNOWN : Verdict.NOT_EXECUTED);
        } else {
            defects.add(failure);
        }
    }

    private List<Long> those(Verdict verdict) {
        return verdicts.entrySet().stream()
                .filter(entry -> entry.getValue() == verdict)
                .map(Map.Entry::getKey)
                .toList();
    }

    private long counted(Verdict verdict) {
        return those(verdict).stream().filter(Ledger::isCounted).count();
    }

    /** Waits until so many more writes have been acknowledged. */
    void awaitAcknowledged(int more) {
        int before = those(Verdict.ACKNOWLEDGED).size();
        ClauseTests.eventually(
                "C5: writes are acknowledged again",
                ClauseTests.LONG,
                () -> those(Verdict.ACKNOWLEDGED).size() >= before + more);
    }

    /** Waits until one more write has an outcome that nobody knows. */
    void awaitUnknown() {
        int before = those(Verdict.UNKNOWN).size();
        ClauseTests.eventually(
                "C4: a write with an unknown outcome",
                ClauseTests.LONG,
                () -> those(Verdict.UNKNOWN).size() > before);
    }

    /** Ends writing, and waits for the last answers. */
    Ledger end() {
        close();
        assertThat(writers).as("C2: writers that have not ended").noneMatch(Thread::isAlive);
        ClauseTests.eventually(
                "C2: every write has ended", ClauseTests.LONG, () -> window.availablePermits() == MOST_IN_FLIGHT);
        assertThat(defects).as("C4: failures that say no outcome").isEmpty();
        return this;
    }

    /** Returns the failures of writes, each kind once. */
    Set<String> failures() {
        return failures;
    }

    /** Returns the failures of writes of which it was said that they had not run, each kind once. */
    Set<String> refusals() {
        return failures.stream()
                .filter(failure -> failure.startsWith(Outcome.NOT_EXECUTED.name()))
                .collect(Collectors.toSet());
    }

    /**
     * Checks what a server holds against what was said of each write: nothing ran twice, and nothing ran that was said
     * not to have run.
     *
     * @param durable whether Redis keeps all that it acknowledged, through the fault that was done
     * @return how many acknowledged writes are not there
     */
    int judge(RedisProcess holder, boolean durable) {
        long acknowledged = counted(Verdict.ACKNOWLEDGED);
        long unknown = counted(Verdict.UNKNOWN);
        long held = Long.parseLong(value(holder, counter, "0"));
        assertThat(held)
                .as("C6: increments that ran; %s acknowledged, %s unknown", acknowledged, unknown)
                .isBetween(durable ? acknowledged : 0, acknowledged + unknown);

        Map<Long, Long> ran = Arrays.stream(value(holder, text, "").split(";"))
                .filter(number -> !number.isEmpty())
                .collect(Collectors.groupingBy(Long::valueOf, TreeMap::new, Collectors.counting()));
        assertThat(ran.entrySet().stream().filter(entry -> entry.getValue() > 1))
                .as("C6: appends that ran more than once")
                .isEmpty();
        assertThat(ran.keySet().stream().filter(number -> verdicts.get(number) == Verdict.NOT_EXECUTED))
                .as("C4: appends that ran, and were said not to have run")
                .isEmpty();
        Set<Long> lost = new TreeSet<>(those(Verdict.ACKNOWLEDGED));
        lost.removeIf(Ledger::isCounted);
        lost.removeAll(ran.keySet());
        if (durable) {
            assertThat(lost).as("C4: appends acknowledged and not there").isEmpty();
        }
        LOG.info(
                "of {} writes {} were acknowledged, {} unknown, {} not executed; {} of {} acknowledged appends are lost",
                verdicts.size(),
                those(Verdict.ACKNOWLEDGED).size(),
                those(Verdict.UNKNOWN).size(),
                those(Verdict.NOT_EXECUTED).size(),
                lost.size(),
                ran.size() + lost.size());
        return lost.size();
    }

    private static String value(RedisProcess holder, String key, String missing) {
        Object value = Bench.call(holder, "GET", key);
        return value == null ? missing : Objects.requireNonNull(value).toString();
    }

    @Override
    public void close() {
        over = true;
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try {
            for (Thread writer : writers) {
                writer.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
