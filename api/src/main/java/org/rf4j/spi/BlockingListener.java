package org.rf4j.spi;

import java.io.IOException;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/** Told by a {@link BlockingConnection}, on its reading thread, what is not the reply to a call. */
interface BlockingListener {

    /**
     * Something has arrived that no call waits for.
     *
     * @throws IOException if it should not have; this ends the connection
     */
    void unrequested(@Nullable Object value) throws IOException;

    /** The connection, once opened, has ended. Comes once, and last. */
    void lost(NodeException cause);

    /** Returns a listener for a connection on which there is nothing but calls. */
    static BlockingListener of(NodeEvents events) {
        return new BlockingListener() {
            @Override
            public void unrequested(@Nullable Object value) throws IOException {
                throw new StreamCorruptedException("the server sent a reply that nobody has asked for");
            }

            @Override
            public void lost(NodeException cause) {
                events.down(cause);
            }
        };
    }
}
