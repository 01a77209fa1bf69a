package org.rf4j.spi;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a callback what arrives on a subscriber connection. */
final class BlockingInbox implements BlockingListener {

    private final SubscriberCallback callback;

    BlockingInbox(SubscriberCallback callback) {
        this.callback = callback;
    }

    @Override
    public void unrequested(@Nullable Object value) throws IOException {
        if (value instanceof ServerError error) {
            callback.refused(error);
        } else if (value instanceof byte[]) {
            // The answer to a ping while nothing is subscribed.
            callback.pong();
        } else if (!(value instanceof List<?> event) || !SubscriberProtocol.tell(event, callback)) {
            throw new StreamCorruptedException("the server sent what a subscriber cannot expect");
        }
    }

    @Override
    public void lost(NodeException cause) {
        callback.closed(cause);
    }
}
