package org.rf4j;

/**
 * What a failed call may have done on the server (clause C4).
 *
 * @since 0.1.0
 */
public enum Outcome {
    /** No server has run the command: sending it again cannot run it twice. */
    NOT_EXECUTED,
    /** The server may have run the command, or not; nothing that the client saw decides it. */
    UNKNOWN
}
