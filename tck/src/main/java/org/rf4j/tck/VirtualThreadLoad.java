package org.rf4j.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;

/**
 * Many virtual threads that make calls: a program of its own, since the JVM that starts it may know no such threads. Its
 * configuration comes from the environment; the last lines of its output are counts.
 */
final class VirtualThreadLoad {

    /** Calls of a thread whose answers are checked. */
    static final int CHECKED = 3;

    private static final int SHOWN = 5;

    /** The part of the threads that come before, unrecorded: one in so many. */
    private static final int WARMING = 5;

    /** The JVM itself calls these, to load a class or to link a call for the first time, and pins whoever waits there. */
    private static final Set<String> LINKING = Set.of(
            "java.lang.ClassLoader", "jdk.internal.loader.BuiltinClassLoader", "java.lang.invoke.MethodHandleNatives");

    private VirtualThreadLoad() {}

    /** Parks the thread that initialises it, and no virtual thread can be unmounted while it does that. */
    private static final class Pinning {

        private static final long UNTIL = parked();

        private static long parked() {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            return System.nanoTime();
        }
    }

    /** Runs it. The arguments: what the names of keys begin with, and the number of threads. */
    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        AtomicInteger right = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        List<RecordedEvent> load;
        try (Redis redis = Redis.connect(RedisConfig.strict().fromEnvironment())) {
            IntConsumer calls = number -> {
                try {
                    right.addAndGet(call(redis, args[0] + number));
                } catch (RuntimeException | Error failed) {
                    failure.compareAndSet(null, failed);
                }
            };
            // The JVM loads and links what such threads need before the round that is recorded.
            inVirtualThreads(threads / WARMING, calls);
            right.set(0);
            load = pinnedDuring(threads, calls);
        }
        List<RecordedEvent> control = pinnedDuring(1, number -> others.addAndGet(Pinning.UNTIL > 0 ? 1 : 0));
        load.stream().limit(SHOWN).forEach(System.out::println);
        System.out.println("failure=" + failure.get());
        System.out.println("right=" + right);
        System.out.println("pinned=" + load.size());
        System.out.println("control=" + control.size());
    }

    /** Makes calls in several ways, and returns how many were answered right. */
    private static int call(Redis redis, String key) {
        redis.sync().set(key, key);
        int right = key.equals(redis.sync().get(key)) ? 1 : 0;
        right += redis.batch(commands -> commands.append(key, "!")).join() == key.length() + 1 ? 1 : 0;
        right += redis.async().del(key).join() == 1 ? 1 : 0;
        return right;
    }

    /** Runs an action in virtual threads, all at once, and returns what the JVM reports of threads that were pinned. */
    private static List<RecordedEvent> pinnedDuring(int threads, IntConsumer action) throws Exception {
        Path file = Files.createTempFile("rf4j-tck", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            inVirtualThreads(threads, action);
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(VirtualThreadLoad::isOfCalls)
                    .toList();
        } finally {
            Files.delete(file);
        }
    }

    /** A thread that was pinned while the JVM linked something, or waited here for the start, says nothing of a provider. */
    private static boolean isOfCalls(RecordedEvent event) {
        RecordedStackTrace trace = event.getStackTrace();
        if (trace == null) {
            return true;
        }
        List<String> types = trace.getFrames().stream()
                .map(frame -> frame.getMethod().getType().getName())
                .toList();
        return types.stream().noneMatch(LINKING::contains) && types.stream().anyMatch(VirtualThreadLoad::isOfProduct);
    }

    private static boolean isOfProduct(String type) {
        return !type.startsWith("java.") && !type.startsWith("jdk.") && !type.equals(VirtualThreadLoad.class.getName());
    }

    private static void inVirtualThreads(int threads, IntConsumer action) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        // Since Java 21; this is compiled for 17.
        ExecutorService executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = 0; i < threads; i++) {
            int number = i;
            executor.execute(() -> {
                try {
                    start.await();
                    action.accept(number);
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        start.countDown();
        executor.shutdown();
        if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IOException("the virtual threads have not ended within a minute");
        }
    }
}
