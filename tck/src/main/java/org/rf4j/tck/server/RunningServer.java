package org.rf4j.tck.server;

import java.time.Duration;

/**
 * A server that has been started, for as long as it lives, and what can be done to it. Methods return when the change is
 * seen, also on a thread that is interrupted; {@link #isAlive()} never waits.
 */
interface RunningServer {

    boolean isAlive();

    /** Returns how it has ended, for people to read. */
    String exit();

    /** Ends it at once, frozen or not. */
    void kill();

    /** Asks it to end, and returns whether it has within a limit; it has to be told to be killed otherwise. */
    boolean terminate(Duration limit) throws InterruptedException;

    /** Stops it from running, with its connections open. */
    void freeze();

    /** Lets it go on. */
    void thaw();

    /**
     * Returns the id of its process.
     *
     * @throws UnsupportedOperationException if that is none of this machine
     */
    long pid();
}
