package org.rf4j.internal.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/** Reads the replies of {@code ROLE}, {@code INFO}, {@code HELLO} and {@code SENTINEL}. */
public final class Replies {

    private Replies() {}

    /** Returns a reply as text; null if it is none. */
    static @Nullable String text(@Nullable Object raw) {
        if (raw instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return raw instanceof Long number ? number.toString() : null;
    }

    static List<?> list(@Nullable Object raw) {
        return raw instanceof List<?> list ? list : List.of();
    }

    /** Reads a flat list of names and values. */
    public static Map<String, String> pairs(@Nullable Object raw) {
        List<?> flat = list(raw);
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            String name = text(flat.get(i));
            String value = text(flat.get(i + 1));
            if (name != null && value != null) {
                pairs.put(name, value);
            }
        }
        return pairs;
    }

    /** Reads the lines of {@code INFO}. */
    static Map<String, String> info(@Nullable Object raw) {
        String text = text(raw);
        Map<String, String> fields = new HashMap<>();
        if (text != null) {
            text.lines().forEach(line -> {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
        }
        return fields;
    }

    /** Returns an address, or null where host or port are unusable. */
    static @Nullable Endpoint endpoint(@Nullable String host, @Nullable String port) {
        if (host == null || port == null || host.isBlank()) {
            return null;
        }
        try {
            return new Endpoint(host, Integer.parseInt(port.strip()));
        } catch (IllegalArgumentException unusable) {
            return null;
        }
    }

    static RoleReport.Kind kind(@Nullable String role) {
        if ("master".equals(role)) {
            return RoleReport.Kind.PRIMARY;
        }
        return "slave".equals(role) || "replica".equals(role) ? RoleReport.Kind.REPLICA : RoleReport.Kind.UNKNOWN;
    }

    /** Reads {@code ROLE}. */
    static RoleReport role(@Nullable Object raw) {
        List<?> parts = list(raw);
        RoleReport.Kind kind = parts.isEmpty() ? RoleReport.Kind.UNKNOWN : kind(text(parts.get(0)));
        List<Endpoint> replicas = new ArrayList<>();
        if (kind == RoleReport.Kind.PRIMARY && parts.size() > 2) {
            for (Object entry : list(parts.get(2))) {
                List<?> fields = list(entry);
                Endpoint replica = fields.size() < 2 ? null : endpoint(text(fields.get(0)), text(fields.get(1)));
                if (replica != null) {
                    replicas.add(replica);
                }
            }
        }
        return new RoleReport(kind, null, null, null, replicas);
    }

    /** Reads {@code INFO} with its sections server and replication. */
    static RoleReport roleFromInfo(@Nullable Object raw) {
        Map<String, String> fields = info(raw);
        List<Endpoint> replicas = new ArrayList<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (field.getKey().matches("slave\\d+")) {
                Map<String, String> parts = new HashMap<>();
                for (String part : field.getValue().split(",", -1)) {
                    int equals = part.indexOf('=');
                    if (equals > 0) {
                        parts.put(part.substring(0, equals), part.substring(equals + 1));
                    }
                }
                Endpoint replica = endpoint(parts.get("ip"), parts.get("port"));
                if (replica != null) {
                    replicas.add(replica);
                }
            }
        }
        return new RoleReport(
                kind(fields.get("role")),
                fields.get("run_id"),
                fields.get("master_replid"),
                fields.get("master_replid2"),
                replicas);
    }
}
