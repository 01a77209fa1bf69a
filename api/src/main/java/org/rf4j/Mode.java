package org.rf4j;

/**
 * How the servers are deployed.
 *
 * @since 0.1.0
 */
public enum Mode {
    /**
     * One server, or a name or proxy that stands for one and may lead elsewhere by and by (clause C15). The name is resolved
     * at each attempt to connect: after a loss, and, beside the connection in use and once a second at most, while a replica
     * answers there. The JVM caches names, 30 s by default: see the security property {@code networkaddress.cache.ttl}.
     */
    SINGLE,
    /** A primary with replicas, watched by Redis Sentinel. */
    SENTINEL,
    /** A Redis Cluster: primaries that share the slots, each with replicas. */
    CLUSTER,
    /**
     * Whatever the one address turns out to be when it is asked at connect: a cluster node, a sentinel, or a server of its
     * own. A configuration can say so; {@code Redis.topology()} never does.
     */
    AUTO
}
