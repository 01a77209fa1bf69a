package org.rf4j.tck.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server says about its place in the replication: the fields of {@code INFO replication}. */
final class Replication {

    static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Map<String, String> fields;

    private Replication(Map<String, String> fields) {
        this.fields = fields;
    }

    static Replication of(RedisProcess node) {
        try (RespConnection connection = node.connect(TIMEOUT)) {
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
