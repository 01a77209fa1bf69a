package org.rf4j.tck;

import java.io.Serial;
import org.opentest4j.TestAbortedException;

/**
 * A test is not for a provider that has not declared its protocol. It says nothing of the clauses that it is about but one:
 * that values are the same on both protocols (X2) cannot be told.
 */
final class ProtocolNotSpokenException extends TestAbortedException {

    @Serial
    private static final long serialVersionUID = 1L;

    static final String CLAUSE = "X2";

    ProtocolNotSpokenException() {
        super("the provider does not declare RESP3");
    }
}
