package org.rf4j.provider.redisson;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Connections that end together: those of a node, and with those of other nodes the driver's. Thread-safe. */
final class Connections {

    private final @Nullable Connections wider;
    private final Set<RedissonConnection> members = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String closed;

    /**
     * Creates a set.
     *
     * @param wider gets each member, too
     */
    Connections(@Nullable Connections wider) {
        this.wider = wider;
    }

    /** Takes a connection in; after {@link #close} it is closed at once. */
    void add(RedissonConnection connection) {
        for (Connections set = this; set != null; set = set.wider) {
            set.members.add(connection);
        }
        for (Connections set = this; set != null; set = set.wider) {
            String why = set.closed;
            if (why != null) {
                connection.close(why);
            }
        }
    }

    void remove(RedissonConnection connection) {
        for (Connections set = this; set != null; set = set.wider) {
            set.members.remove(connection);
        }
    }

    /** Closes every connection, also those that are being opened and those to come. */
    void close(String why) {
        closed = why;
        members.forEach(connection -> connection.close(why));
    }
}
