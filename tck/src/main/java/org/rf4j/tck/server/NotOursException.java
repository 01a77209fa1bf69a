package org.rf4j.tck.server;

import org.opentest4j.TestAbortedException;

/** Says that a fault needs power over servers that are somebody else's; a test that needs it is skipped. */
final class NotOursException extends TestAbortedException {

    private static final long serialVersionUID = 1L;

    NotOursException() {
        super("external servers");
    }
}
