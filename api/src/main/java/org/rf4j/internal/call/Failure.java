package org.rf4j.internal.call;

import java.util.function.Supplier;

/**
 * Why a call failed. The exception is made where it is thrown or given to a future, so that its stack trace shows the
 * caller's code.
 */
record Failure(Supplier<? extends RuntimeException> exception) {}
