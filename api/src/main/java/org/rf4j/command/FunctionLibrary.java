package org.rf4j.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A library of functions. Immutable.
 *
 * @param name its name
 * @param engine what runs it, like {@code LUA}
 * @param functions its functions, in no order
 * @param code its code, as it was loaded; null unless it was asked for
 * @since 0.1.0
 */
public record FunctionLibrary(
        String name,
        String engine,
        List<FunctionInfo> functions,
        @Nullable String code) {

    /** Copies the list. */
    public FunctionLibrary {
        functions = List.copyOf(functions);
    }
}
