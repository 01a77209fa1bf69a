package org.rf4j.tck.server;

/** Says that the port of a server was in use when it started. */
final class PortTakenException extends RedisServerException {

    private static final long serialVersionUID = 1L;

    PortTakenException(String message) {
        super(message);
    }
}
