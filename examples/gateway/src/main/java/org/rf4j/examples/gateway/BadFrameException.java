package org.rf4j.examples.gateway;

/** A client has sent what it may not send. Without a stack trace: whoever sends many of them gets nothing for it. */
final class BadFrameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    BadFrameException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
