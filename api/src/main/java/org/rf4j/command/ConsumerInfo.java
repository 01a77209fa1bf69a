package org.rf4j.command;

import java.time.Duration;
import java.util.Objects;

/**
 * What the server knows of a consumer of a group; one of the answer to {@code XINFO CONSUMERS}.
 *
 * @param name its name
 * @param pending how many entries it was given and has not acknowledged
 * @param idle how long ago the server last heard of it, in whole milliseconds
 * @since 0.1.0
 */
public record ConsumerInfo(String name, long pending, Duration idle) {

    /** Checks the parts. */
    public ConsumerInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(idle, "idle");
    }
}
