package org.rf4j.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of its functions. Immutable.
 *
 * @param running the function or script that runs now; null if none does
 * @param engines what each engine holds, by its name, like {@code LUA}
 * @since 0.1.0
 */
public record FunctionStats(@Nullable Running running, Map<String, Engine> engines) {

    /** Copies the map. */
    public FunctionStats {
        engines = Map.copyOf(engines);
    }

    /**
     * A function or script that runs.
     *
     * @param name the name of the function
     * @param command the call, with its name and all arguments, read as UTF-8
     * @param duration how long it has been running, in whole milliseconds
     */
    public record Running(String name, List<String> command, Duration duration) {

        /** Copies the list. */
        public Running {
            command = List.copyOf(command);
        }
    }

    /**
     * What an engine holds.
     *
     * @param libraries the number of its libraries
     * @param functions the number of functions in them
     */
    public record Engine(long libraries, long functions) {}
}
