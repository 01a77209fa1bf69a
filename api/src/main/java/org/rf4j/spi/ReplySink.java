package org.rf4j.spi;

import org.jspecify.annotations.Nullable;

/**
 * What a command's answer is given to. Implementations are the core's: they do not block for long and do not throw.
 *
 * @since 0.1.0
 */
public interface ReplySink {

    /**
     * The server has answered. The values are plain: {@code byte[]} (bulk and simple strings, verbatim strings without
     * their prefix), {@link Long}, {@link Double}, {@link Boolean}, {@link java.math.BigInteger}, {@link java.util.List}
     * of the same (arrays, sets; a map is the flat list of its keys and values; attributes are dropped), null, and
     * {@link ServerError}, at any depth.
     *
     * @param raw the reply
     */
    void reply(@Nullable Object raw);

    /**
     * There will be no reply. Of a request on a connection that many share, that is the end of the connection for the
     * core: it sends nothing there any more and {@linkplain NodeClient#abandon abandons} the node's connections.
     *
     * @param cause why, and whether the command may have reached the server
     */
    void failed(NodeException cause);

    /**
     * Returns a sink that takes no notice, for commands whose answer is nobody's.
     *
     * @return always the same
     */
    static ReplySink nobody() {
        return Nobody.INSTANCE;
    }
}
