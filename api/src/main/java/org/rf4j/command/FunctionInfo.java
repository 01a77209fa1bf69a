package org.rf4j.command;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One function of a {@link FunctionLibrary}. Immutable.
 *
 * @param name what it is called by
 * @param description what its library says of it; null if nothing
 * @param flags how it was registered, like {@code no-writes}
 * @since 0.1.0
 */
public record FunctionInfo(String name, @Nullable String description, Set<String> flags) {

    /** Copies the set. */
    public FunctionInfo {
        flags = Set.copyOf(flags);
    }
}
