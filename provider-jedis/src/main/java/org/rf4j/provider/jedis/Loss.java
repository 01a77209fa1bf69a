package org.rf4j.provider.jedis;

import org.jspecify.annotations.Nullable;
import org.rf4j.spi.NodeException;

/** Why a connection ended. Whether a command had been sent by then differs from one command to the next. */
record Loss(String message, @Nullable Throwable cause) {

    NodeException notSent() {
        return NodeException.notSent(message, cause);
    }

    NodeException unknown() {
        return NodeException.unknown(message, cause);
    }
}
