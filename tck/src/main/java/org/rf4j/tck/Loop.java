package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

/** A thread that does one thing again and again until it is closed. */
final class Loop implements AutoCloseable {

    private final Thread thread;
    private volatile boolean over;

    Loop(String name, Runnable step) {
        thread = new Thread(
                () -> {
                    while (!over) {
                        step.run();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it, after the step that it is at. */
    void end() {
        close();
        assertThat(thread.isAlive()).as(thread.getName() + " is still running").isFalse();
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
