package org.rf4j.it.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rf4j.tck.server.RespConnection;

/**
 * A command as the server describes it.
 *
 * @param name its name, with a subcommand after a space: {@code OBJECT FREQ}
 * @param deprecatedSince null if it is not deprecated
 */
record DocumentedCommand(
        String name,
        String group,
        String summary,
        String since,
        @Nullable String deprecatedSince) {

    /** Asks a server for its commands. A container that does nothing without a subcommand is none. */
    static SortedMap<String, DocumentedCommand> all(RespConnection connection) {
        Set<String> alone = connection.callForList("COMMAND").stream()
                .map(command -> list(command))
                .filter(command -> Math.abs((Long) Objects.requireNonNull(command.get(1))) == 1)
                .map(command -> upperCase(command.get(0)))
                .collect(Collectors.toSet());
        SortedMap<String, DocumentedCommand> all = new TreeMap<>();
        fields(connection.callForList("COMMAND", "DOCS")).forEach((name, description) -> {
            Map<String, Object> fields = fields(list(description));
            Object subcommands = fields.get("subcommands");
            if (subcommands == null || alone.contains(upperCase(name))) {
                add(all, name, fields);
            }
            if (subcommands != null) {
                fields(list(subcommands)).forEach((sub, described) -> add(all, sub, fields(list(described))));
            }
        });
        return all;
    }

    private static void add(Map<String, DocumentedCommand> all, String name, Map<String, Object> fields) {
        DocumentedCommand command = new DocumentedCommand(
                upperCase(name).replace('|', ' '),
                text(fields, "group"),
                text(fields, "summary"),
                text(fields, "since"),
                (String) fields.get("deprecated_since"));
        all.put(command.name(), command);
    }

    private static String text(Map<String, Object> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name).toString();
    }

    private static Map<String, Object> fields(List<?> flat) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            fields.put(Objects.toString(flat.get(i)), Objects.requireNonNull(flat.get(i + 1)));
        }
        return fields;
    }

    private static List<?> list(@Nullable Object reply) {
        return (List<?>) Objects.requireNonNull(reply);
    }

    private static String upperCase(@Nullable Object name) {
        return Objects.toString(name).toUpperCase(Locale.ROOT);
    }
}
