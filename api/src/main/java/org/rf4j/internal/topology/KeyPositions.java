package org.rf4j.internal.topology;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.Core;
import org.rf4j.spi.RawCommand;

/**
 * Where commands have their first key, by the server's own {@code COMMAND} table (clause C12), for commands whose keys
 * the caller has not marked. Where it is not known, a redirection tells the slot.
 */
final class KeyPositions {

    private static final RawCommand COMMAND = RawCommand.ofText("COMMAND");

    private final Core core;
    private final Duration limit;
    private boolean asked;
    private volatile Map<String, KeyPosition> table = Map.of();

    KeyPositions(Core core, Duration limit) {
        this.core = core;
        this.limit = limit;
    }

    /** Asks for the table, once. On the deciding thread. */
    void learn(NodeLink link) {
        if (asked) {
            return;
        }
        asked = true;
        Asked.ask(core, link.client(), COMMAND, limit).whenComplete((reply, failure) -> {
            if (failure == null && reply instanceof List<?> commands) {
                table = read(commands);
            } else {
                asked = false;
            }
        });
    }

    /** Returns the first key of a command; null if it has none, or it is not known where. */
    byte @Nullable [] firstKey(RawCommand command) {
        KeyPosition position = table.get(command.name());
        if (position == null) {
            return null;
        }
        if (command.argumentCount() > 0 && position.hasSubcommands()) {
            String subcommand = new String(command.argument(0), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .toUpperCase(Locale.ROOT);
            KeyPosition own = table.get(command.name() + "|" + subcommand);
            return own == null ? null : own.firstKey(command);
        }
        return position.firstKey(command);
    }

    static Map<String, KeyPosition> read(List<?> commands) {
        Map<String, KeyPosition> table = new HashMap<>();
        for (Object command : commands) {
            List<?> fields = Replies.list(command);
            if (fields.size() < 6) {
                continue;
            }
            List<?> subcommands = fields.size() > 9 ? Replies.list(fields.get(9)) : List.of();
            KeyPosition position = KeyPosition.of(fields, !subcommands.isEmpty());
            table.put(String.valueOf(Replies.text(fields.get(0))).toUpperCase(Locale.ROOT), position);
            table.putAll(read(subcommands));
        }
        return table;
    }
}
