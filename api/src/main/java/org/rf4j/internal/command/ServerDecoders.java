package org.rf4j.internal.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.ClientInfo;

/** Reads what a server tells of itself and of its connections. */
final class ServerDecoders {

    private ServerDecoders() {}

    /** Reads a name, where RESP2 and RESP3 say null, and older servers nothing, for none. */
    static @Nullable String name(@Nullable Object raw) {
        String name = Decoders.textOrNull(raw);
        return name == null || name.isEmpty() ? null : name;
    }

    /** Reads the answer of {@code TIME}: seconds, and the microseconds of the second. */
    static Instant time(@Nullable Object raw) {
        List<?> parts = Decoders.list(raw);
        if (parts.size() != 2) {
            throw new UnreadableReply("seconds and microseconds", raw);
        }
        return Instant.ofEpochSecond(Decoders.number(parts.get(0)))
                .plus(Decoders.number(parts.get(1)), ChronoUnit.MICROS);
    }

    /** Reads the answer of {@code CLIENT LIST}: a line for each connection. */
    static List<ClientInfo> clients(@Nullable Object raw) {
        return Decoders.text(raw)
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> client(line, raw))
                .toList();
    }

    /** Reads the answer of {@code CLIENT INFO}. */
    static ClientInfo client(@Nullable Object raw) {
        return client(Decoders.text(raw).strip(), raw);
    }

    private static ClientInfo client(String line, @Nullable Object raw) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : line.split(" ")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        try {
            return new ClientInfo(
                    Long.parseLong(taken(fields, "id")),
                    taken(fields, "addr"),
                    orNull(fields.remove("name"), ""),
                    Duration.ofSeconds(Long.parseLong(taken(fields, "age"))),
                    Duration.ofSeconds(Long.parseLong(taken(fields, "idle"))),
                    taken(fields, "flags"),
                    Long.parseLong(taken(fields, "db")),
                    subscriptions(fields),
                    orNull(fields.remove("user"), ""),
                    orNull(fields.remove("cmd"), "NULL"),
                    fields);
        } catch (IllegalArgumentException incomplete) {
            throw new UnreadableReply("the fields of a connection", raw);
        }
    }

    private static long subscriptions(Map<String, String> fields) {
        long all = 0;
        for (String kind : List.of("sub", "psub", "ssub")) {
            // Shard channels are unknown to older servers.
            String some = fields.remove(kind);
            all += some == null ? 0 : Long.parseLong(some);
        }
        return all;
    }

    private static String taken(Map<String, String> fields, String name) {
        String value = fields.remove(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static @Nullable String orNull(@Nullable String value, String none) {
        return none.equals(value) ? null : value;
    }
}
