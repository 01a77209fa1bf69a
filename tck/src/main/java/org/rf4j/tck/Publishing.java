package org.rf4j.tck;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Numbered messages, published until it is closed; a publish that fails was not one. */
final class Publishing implements AutoCloseable {

    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final History history = new History();
    private final String channel;
    private final BiConsumer<String, String> publish;
    private final Loop loop;
    private int number;

    /** Begins to publish with a function that takes channel and message, and throws if that failed. */
    Publishing(String channel, BiConsumer<String, String> publish) {
        this.channel = channel;
        this.publish = publish;
        this.loop = new Loop("tck-publisher", this::publish);
    }

    private void publish() {
        long from = System.nanoTime();
        try {
            publish.accept(channel, Integer.toString(number));
            history.published(number, from, System.nanoTime());
        } catch (RuntimeException failed) {
            // Whether anybody heard it is not known: it is no part of the history of losses.
        }
        number++;
        LockSupport.parkNanos(PACE_NANOS);
    }

    /** Ends publishing and returns what was published. */
    History end() {
        loop.end();
        return history;
    }

    @Override
    public void close() {
        loop.close();
    }
}
