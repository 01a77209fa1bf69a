package org.rf4j.spi;

import org.jspecify.annotations.Nullable;

/** Whom an answer is given to that nobody waits for. */
enum Nobody implements ReplySink {
    INSTANCE;

    @Override
    public void reply(@Nullable Object raw) {}

    @Override
    public void failed(NodeException cause) {}
}
