package org.rf4j.internal.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/**
 * What a node said of itself.
 *
 * @param kind its role
 * @param runId the id of the server process; null if not known
 * @param replicationId its {@code master_replid}; null if not known
 * @param formerReplicationId its {@code master_replid2}, the id of the history that it followed before it was promoted
 * @param replicas the replicas that it feeds
 */
record RoleReport(
        Kind kind,
        @Nullable String runId,
        @Nullable String replicationId,
        @Nullable String formerReplicationId,
        List<Endpoint> replicas) {

    static final RoleReport UNKNOWN = new RoleReport(Kind.UNKNOWN, null, null, null, List.of());

    enum Kind {
        PRIMARY,
        REPLICA,
        UNKNOWN
    }

    RoleReport withRunId(@Nullable String id) {
        return new RoleReport(kind, id, replicationId, formerReplicationId, replicas);
    }

    /** Returns the report with the addresses that this client reaches the replicas at. */
    RoleReport mapped(Announced announced) {
        return new RoleReport(
                kind,
                runId,
                replicationId,
                formerReplicationId,
                replicas.stream().map(announced::map).toList());
    }

    boolean isPrimary() {
        return kind == Kind.PRIMARY;
    }
}
