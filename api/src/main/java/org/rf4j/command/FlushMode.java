package org.rf4j.command;

/**
 * How the server frees the memory of what it drops. What is dropped is gone at once for all callers either way.
 *
 * @since 0.1.0
 */
public enum FlushMode {
    /** In the background: the answer comes at once. */
    ASYNC,
    /** Before the answer: the server does nothing else meanwhile. */
    SYNC
}
