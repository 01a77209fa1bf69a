package org.rf4j.command;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands that change or occupy the connection that all callers share, and what to use instead. */
final class RefusedCommands {

    private static final Map<String, String> REASONS = new HashMap<>();

    static {
        refuse(
                "turns the connection into a subscriber; use redis.pubSub()",
                "SUBSCRIBE",
                "PSUBSCRIBE",
                "SSUBSCRIBE",
                "UNSUBSCRIBE",
                "PUNSUBSCRIBE",
                "SUNSUBSCRIBE");
        refuse(
                "opens or ends a transaction on the connection, and other callers' commands would fall into it; use"
                        + " redis.transaction(…)",
                "MULTI",
                "EXEC",
                "DISCARD",
                "WATCH",
                "UNWATCH");
        refuse("changes the database of the connection; set the database in RedisConfig", "SELECT");
        refuse(
                "changes the user of the connection; set the credentials, or a CredentialsProvider, in RedisConfig",
                "AUTH");
        refuse("changes protocol and user of the connection; set them in RedisConfig", "HELLO");
        refuse("undoes the set-up of the connection; make another Redis instead", "RESET");
        refuse("closes the connection; use redis.close()", "QUIT");
        refuse("turns the connection into a stream of the server's commands; use redis-cli", "MONITOR");
        refuse(
                "changes how the connection is routed in a cluster, which is done for you; call the command that you"
                        + " want to route",
                "READONLY",
                "READWRITE",
                "ASKING");
        refuse("turns the connection into a replica's; it is for servers alone", "SYNC", "PSYNC", "REPLCONF");
        refuse(
                "speaks of the writes made on its own connection, so on a shared one its answer proves nothing; use it"
                        + " in a batch or transaction right after the write",
                "WAITAOF");
        refuse(
                "speaks of the writes made on its own connection, so on a shared one its answer proves nothing; use"
                        + " waitForReplicas in a batch or transaction right after the write",
                "WAIT");
        refuse("changes whether the connection gets replies; there is nothing to use instead", "CLIENT|REPLY");
        refuse(
                "makes the connection receive invalidations, which nobody would read; client-side caching is not"
                        + " supported",
                "CLIENT|TRACKING",
                "CLIENT|CACHING");
        refuse(
                "changes the name that every connection carries; set the client name in RedisConfig",
                "CLIENT|SETNAME",
                "CLIENT|SETINFO");
        refuse(
                "changes how the server treats the connection, which is lost at the next reconnect; configure the"
                        + " server instead",
                "CLIENT|NO-EVICT",
                "CLIENT|NO-TOUCH");
        refuse("turns the connection into a debugger's; use redis-cli --ldb", "SCRIPT|DEBUG");
    }

    private RefusedCommands() {}

    private static void refuse(String reason, String... names) {
        for (String name : names) {
            REASONS.put(name, reason);
        }
    }

    /** Throws if the command is refused by its name alone. */
    static void check(String name) {
        check(REASONS.get(name), name);
    }

    /** Throws if the command is refused for its first argument. */
    static void check(String name, byte[] firstArgument) {
        if (name.equals("CLIENT") || name.equals("SCRIPT")) {
            String word = Command.word(firstArgument);
            check(REASONS.get(name + "|" + word), name + " " + word);
        }
    }

    private static void check(@Nullable String reason, String command) {
        if (reason != null) {
            throw new IllegalArgumentException(command + " " + reason);
        }
    }
}
