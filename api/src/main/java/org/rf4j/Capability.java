package org.rf4j;

/**
 * Something that a provider's driver can do and another's may not. What a provider does not declare ends in an
 * {@link UnsupportedOperationException} that names the capability.
 *
 * @since 0.1.0
 */
public enum Capability {
    /** The driver has an event loop of its own, so that asynchronous calls need no thread to wait for them. */
    NATIVE_ASYNC,
    /** The driver speaks {@link Protocol#RESP3}. */
    RESP3,
    /** The driver connects with TLS. */
    TLS
}
