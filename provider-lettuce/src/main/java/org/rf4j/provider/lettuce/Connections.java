package org.rf4j.provider.lettuce;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Connections that end together: those of a node, and those of a driver. Thread-safe. */
final class Connections {

    private final Set<LettuceConnection> members = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String closed;

    /** Takes a connection in; after {@link #close} it is closed at once. */
    void add(LettuceConnection connection) {
        members.add(connection);
        String why = closed;
        if (why != null) {
            connection.close(why);
        }
    }

    void remove(LettuceConnection connection) {
        members.remove(connection);
    }

    /** Closes every connection, also those that are being opened and those to come. */
    void close(String why) {
        closed = why;
        members.forEach(connection -> connection.close(why));
    }
}
