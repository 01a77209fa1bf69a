package org.rf4j.internal.call;

import org.jspecify.annotations.Nullable;

/** A call that is on its way, and can be waited for by lending the thread to the driver. */
abstract class Started<T extends @Nullable Object> extends Answer<T> {

    /** Waits on the calling thread, and returns the result or throws what the call ended with. */
    abstract T await();

    /** Waits on the calling thread until it has ended, however. */
    abstract void awaitEnd();
}
