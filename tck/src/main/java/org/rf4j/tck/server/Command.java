package org.rf4j.tck.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One command on a connection of its own. */
final class Command {

    static final Duration TIMEOUT = Duration.ofSeconds(1);

    private Command() {}

    /** Sends a command whose reply is of no interest; see {@link RespConnection#call}. */
    static void tell(RedisProcess node, String... command) {
        ask(node, command);
    }

    static @Nullable Object ask(RedisProcess node, String... command) {
        try (RespConnection connection = node.connect(TIMEOUT)) {
            return connection.call(command);
        }
    }

    static String askForString(RedisProcess node, String... command) {
        try (RespConnection connection = node.connect(TIMEOUT)) {
            return connection.callForString(command);
        }
    }
}
