package org.rf4j.examples.gateway;

import java.util.concurrent.CompletionException;
import org.rf4j.RedisCommandException;

/** What futures failed with. */
final class Failures {

    private Failures() {}

    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Returns whether the server has answered and said no, so that to ask again is of no use. */
    static boolean isRefusal(Throwable failure) {
        return cause(failure) instanceof RedisCommandException;
    }

    static String message(Throwable failure) {
        return String.valueOf(cause(failure).getMessage());
    }
}
