package org.rf4j.it.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rf4j.command.RedisCommands;

/** {@code docs/commands.md}: every command of the server, and what it is in RF4J. */
final class CoverageTable {

    static final String UPDATE = "rf4j.docs.update";

    /** What writes the file. */
    static final String COMMAND =
            "mvn verify -pl integration-tests -am -Dtest=none -Dit.test=CommandCoverageIT -D" + UPDATE + "=true";

    private static final String INTRODUCTION = """
            # Commands

            Every command of Redis 7.0, and what it is in RF4J. This file is generated, from the interfaces and from what the
            server says of its commands (`COMMAND DOCS`); the build fails where it is not what would be generated. To write it
            anew:

            ```bash
            %s
            ```

            The methods are those of `redis.sync()`; `redis.async()`, `redis.batch(…)` and `redis.transaction(…)` have the same,
            but for scans. A method has the name of its command in lowercase, and words after it where there are several forms.
            Not typed is the administration of servers, the state of connections, which RF4J keeps itself, old commands that a
            newer one replaces, and what servers say to each other. All of that, and commands of modules, can be sent by name:

            ```java
            Reply reply = redis.execute(Command.of("CONFIG").args("GET", "maxmemory"));
            ```

            """;

    private static final String NEWER = """

            ## Newer than Redis 7.0

            Where the server has them, these work. Where it has not, they throw `UnsupportedOperationException`, which names the
            command, the server and the versions that have it.

            | command | servers | in RF4J |
            | --- | --- | --- |
            """;

    private final SortedMap<String, DocumentedCommand> documented;
    private final Map<String, SortedSet<String>> typed;
    private final Map<String, UntypedCommands.Reason> untyped;
    private final SortedMap<String, SortedSet<String>> newer;

    CoverageTable(
            SortedMap<String, DocumentedCommand> documented,
            Map<String, SortedSet<String>> typed,
            Map<String, UntypedCommands.Reason> untyped,
            SortedMap<String, SortedSet<String>> newer) {
        this.documented = documented;
        this.typed = typed;
        this.untyped = untyped;
        this.newer = newer;
    }

    String markdown() {
        StringBuilder text = new StringBuilder(INTRODUCTION.formatted(COMMAND));
        text.append(count(documented.keySet())).append('\n');
        SortedMap<String, List<DocumentedCommand>> groups = documented.values().stream()
                .collect(Collectors.groupingBy(DocumentedCommand::group, TreeMap::new, Collectors.toList()));
        groups.forEach((group, commands) -> {
            text.append("\n## ").append(group).append("\n\n");
            text.append(count(commands.stream().map(DocumentedCommand::name).collect(Collectors.toSet())));
            text.append("\n\n| command | what it does | since | in RF4J |\n| --- | --- | --- | --- |\n");
            commands.forEach(command -> text.append(row(command)));
        });
        text.append(NEWER);
        newer.forEach((command, methods) -> text.append("| ")
                .append(command)
                .append(" | ")
                .append(methods.stream().map(CoverageTable::method).collect(Collectors.joining(", ")))
                .append(" |\n"));
        return text.toString();
    }

    private String count(Set<String> commands) {
        long methods = commands.stream().filter(typed::containsKey).count();
        long forms = commands.stream()
                .filter(command ->
                        untyped.containsKey(command) && untyped.get(command).inAnotherForm())
                .count();
        List<String> parts = new ArrayList<>();
        parts.add(methods + " typed");
        if (forms > 0) {
            parts.add(forms + " in another form");
        }
        if (methods + forms < commands.size()) {
            parts.add(commands.size() - methods - forms + " not typed");
        }
        return commands.size() + (commands.size() == 1 ? " command: " : " commands: ") + String.join(", ", parts) + ".";
    }

    private String row(DocumentedCommand command) {
        String since = command.since()
                + (command.deprecatedSince() == null ? "" : ", deprecated since " + command.deprecatedSince());
        return "| "
                + String.join(
                        " | ", command.name(), command.summary().replace("|", "\\|"), since, inRf4j(command.name()))
                + " |\n";
    }

    private String inRf4j(String command) {
        SortedSet<String> methods = typed.get(command);
        if (methods != null) {
            return methods.stream().map(CoverageTable::method).collect(Collectors.joining(", "));
        }
        UntypedCommands.Reason reason = untyped.get(command);
        if (reason == null) {
            return "undecided";
        }
        return (reason.inAnotherForm() ? "in another form: " : "not typed: ") + reason.text();
    }

    private static String method(String name) {
        boolean sync = Arrays.stream(RedisCommands.class.getMethods())
                .anyMatch(method -> method.getName().equals(name));
        return "`" + name + "`" + (sync ? "" : " (asynchronous only)");
    }
}
