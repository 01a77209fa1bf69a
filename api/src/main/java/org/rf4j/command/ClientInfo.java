package org.rf4j.command;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of one of its connections. Immutable.
 *
 * @param id its number, which this server gives to no other connection
 * @param address the other end, as the server sees it: host and port, or the path of a socket
 * @param name the client name; null if it has none
 * @param age how long it has been open, in whole seconds
 * @param idle how long ago its last command was, in whole seconds
 * @param flags a letter for each peculiarity, as the documentation of {@code CLIENT LIST} lists them; {@code N} for none
 * @param database the number of its database
 * @param subscriptions how many channels, patterns and shard channels it has subscribed to
 * @param user its user; null where the server does not tell it
 * @param lastCommand the last command, in lowercase, a subcommand after a bar; null before the first
 * @param others every other field, by the server's name for it
 * @since 0.1.0
 */
public record ClientInfo(
        long id,
        String address,
        @Nullable String name,
        Duration age,
        Duration idle,
        String flags,
        long database,
        long subscriptions,
        @Nullable String user,
        @Nullable String lastCommand,
        Map<String, String> others) {

    /** Copies the map. */
    public ClientInfo {
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }
}
