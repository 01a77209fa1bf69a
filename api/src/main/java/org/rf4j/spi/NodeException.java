package org.rf4j.spi;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the way to a server, as opposed to an answer from it. It has no stack trace of its own, since it is
 * made on driver threads; its cause has.
 *
 * @since 0.1.0
 */
public final class NodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean notSent;
    private final transient @Nullable ServerError refusal;

    private NodeException(String message, boolean notSent, @Nullable ServerError refusal, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.notSent = notSent;
        this.refusal = refusal;
    }

    /**
     * The command was not handed to the socket. Allowed only before the driver's write call.
     *
     * @param message what happened
     * @param cause the driver's exception, if there is one
     * @return the exception
     */
    public static NodeException notSent(String message, @Nullable Throwable cause) {
        return new NodeException(message, true, null, cause);
    }

    /**
     * The command may have reached the server.
     *
     * @param message what happened
     * @param cause the driver's exception, if there is one
     * @return the exception
     */
    public static NodeException unknown(String message, @Nullable Throwable cause) {
        return new NodeException(message, false, null, cause);
    }

    /**
     * A connection was opened and the server refused a command of its handshake.
     *
     * @param command the command's name, like {@code AUTH}; never its arguments
     * @param refusal what the server said
     * @return the exception
     */
    public static NodeException refused(String command, ServerError refusal) {
        return new NodeException(command + " was refused: " + refusal.text(), true, refusal, null);
    }

    /**
     * Returns whether the command certainly was not sent.
     *
     * @return true if no server can have run it
     */
    public boolean isNotSent() {
        return notSent;
    }

    /**
     * Returns the server's refusal of the handshake.
     *
     * @return the refusal, or null if that was not the reason
     */
    public @Nullable ServerError refusal() {
        return refusal;
    }
}
