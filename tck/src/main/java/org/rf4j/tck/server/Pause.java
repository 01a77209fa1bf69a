package org.rf4j.tck.server;

/** The pause between two looks at something that is waited for. */
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
