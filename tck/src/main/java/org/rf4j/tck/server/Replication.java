package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server says about its place in the replication: the fields of {@code INFO replication}. */
final class Replication {

    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);

    private final Map<String, String> fields;

    private Replication(Map<String, String> fields) {
        this.fields = fields;
    }

    static Replication of(RedisProcess node) {
        try (RespConnection connection = node.connect(Command.TIMEOUT)) {
            Map<String, String> fields = new HashMap<>();
            connection.callForString("INFO", "replication").lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(line.substring(0, colon), line.substring(colon + 1));
                }
            });
            return new Replication(fields);
        }
    }

    /** Returns what keeps a server from being a replica that its primary keeps up to date, or {@code null}. */
    static @Nullable String missing(RedisProcess replica, RedisProcess primary) {
        Replication replication = of(replica);
        return replication.isPrimary() || !replication.follows(primary.address()) || !replication.isLinked()
                ? replica + " is not linked to " + primary
                : null;
    }

    /**
     * Returns what keeps a replica from having all that its primary has, or {@code null}. After a full copy a primary sends
     * nothing for up to a second, until the replica has acknowledged it.
     */
    static @Nullable String lag(RedisProcess replica, RedisProcess primary) {
        return of(replica).offset() == of(primary).offset() ? null : replica + " lags behind " + primary;
    }

    /** Returns whether a server answers, and says that it is a primary. */
    static boolean saysPrimary(RedisProcess node) {
        try {
            return Liveness.canAnswer(node) && of(node).isPrimary();
        } catch (UncheckedIOException | RespErrorException e) {
            LOG.debug("{} does not say whether it is the primary: {}", node, e.getMessage());
            return false;
        }
    }

    boolean isPrimary() {
        return "master".equals(fields.get("role"));
    }

    boolean follows(NodeAddress primary) {
        return primary.host().equals(fields.get("master_host"))
                && Integer.toString(primary.port()).equals(fields.get("master_port"));
    }

    boolean isLinked() {
        return "up".equals(fields.get("master_link_status"));
    }

    long offset() {
        return Long.parseLong(fields.getOrDefault("master_repl_offset", "0"));
    }

    /** Returns whether the server was promoted since it was started. */
    boolean wasPromoted() {
        return isPrimary() && !previousHistory().matches("0*");
    }

    /** Returns whether the server was promoted and its data begins with that of the other. */
    boolean continues(Replication other) {
        return wasPromoted() && previousHistory().equals(other.history());
    }

    private String previousHistory() {
        return fields.getOrDefault("master_replid2", "");
    }

    private @Nullable String history() {
        return fields.get("master_replid");
    }
}
