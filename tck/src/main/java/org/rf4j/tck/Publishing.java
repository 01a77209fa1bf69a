package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A thread that publishes numbered messages until it is closed; a publish that fails was not one. */
final class Publishing implements AutoCloseable {

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final History history = new History();
    private final Thread thread;
    private volatile boolean over;

    /** Begins to publish with a function that takes channel and message, and throws if that failed. */
    Publishing(String channel, BiConsumer<String, String> publish) {
        thread = new Thread(
                () -> {
                    for (int number = 0; !over; number++) {
                        long from = System.nanoTime();
                        try {
                            publish.accept(channel, Integer.toString(number));
                            history.published(number, from, System.nanoTime());
                        } catch (RuntimeException failed) {
                            // Whether anybody heard it is not known: it is no part of the history of losses.
                        }
                        java.util.concurrent.locks.LockSupport.parkNanos(PACE_NANOS);
                    }
                },
                "tck-publisher");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends publishing and returns what was published. */
    History end() {
        close();
        assertThat(thread.isAlive()).as("the publisher has ended").isFalse();
        return history;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
