package org.rf4j.tck.server;

/**
 * The pause between two looks at something that is waited for and that tells nobody: the state of a server, of the
 * operating system. The one sleep of the kit's polling loops; each loop has its own deadline.
 */
final class Pause {

    private Pause() {}

    /** Pauses; returns {@code false}, with the interrupt flag set, if the thread is interrupted. */
    static boolean millis(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
