package org.rf4j;

/**
 * How the servers are deployed.
 *
 * @since 0.1.0
 */
public enum Mode {
    /** One server, or a name or proxy that stands for one. */
    SINGLE,
    /** A primary with replicas, watched by Redis Sentinel. */
    SENTINEL
}
