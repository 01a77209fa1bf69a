package org.rf4j.spi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections that end together: those of a node, and with those of other nodes the driver's. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConnectionSet {

    /** What a set closes. */
    public interface Member {

        /**
         * Closes the connection, also while it is being opened. On any thread; never blocks. Harmless when repeated.
         *
         * @param why for messages
         */
        void close(String why);
    }

    private final @Nullable ConnectionSet wider;
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String closed;

    /** Creates the set of a driver. */
    public ConnectionSet() {
        this(null);
    }

    /**
     * Creates a set within another.
     *
     * @param wider gets each member, too; null for none
     */
    public ConnectionSet(@Nullable ConnectionSet wider) {
        this.wider = wider;
    }

    /**
     * Takes a connection in; after {@link #close} it is closed at once.
     *
     * @param connection the connection
     */
    public void add(Member connection) {
        for (ConnectionSet set = this; set != null; set = set.wider) {
            set.members.add(connection);
        }
        for (ConnectionSet set = this; set != null; set = set.wider) {
            String why = set.closed;
            if (why != null) {
                connection.close(why);
            }
        }
    }

    /**
     * Forgets a connection that has ended.
     *
     * @param connection the connection
     */
    public void remove(Member connection) {
        for (ConnectionSet set = this; set != null; set = set.wider) {
            set.members.remove(connection);
        }
    }

    /**
     * Closes every connection, also those that are being opened and those to come. Does not block.
     *
     * @param why for messages
     */
    public void close(String why) {
        closed = why;
        members.forEach(connection -> connection.close(why));
    }
}
