package org.rf4j.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.rf4j.RedisException;

/** One call after the other until it is closed, and what they failed with. */
final class Writing implements AutoCloseable {

    private final List<RedisException> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Runnable call;
    private final Loop loop;

    Writing(Runnable call) {
        this.call = call;
        this.loop = new Loop("tck-writer", this::write);
    }

    private void write() {
        try {
            call.run();
            done.incrementAndGet();
        } catch (RedisException failed) {
            failures.add(failed);
        }
    }

    /** Returns how many calls have succeeded so far. */
    int done() {
        return done.get();
    }

    /** Returns what calls have failed with so far. */
    List<RedisException> failures() {
        return failures;
    }

    /** Ends writing; returns what calls have failed with. */
    List<RedisException> end() {
        loop.end();
        return failures;
    }

    @Override
    public void close() {
        loop.close();
    }
}
