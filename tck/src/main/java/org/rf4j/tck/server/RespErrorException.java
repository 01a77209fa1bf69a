package org.rf4j.tck.server;

/** An error reply of a server, such as {@code WRONGTYPE Operation against a key …}. The connection stays usable. */
public final class RespErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String text;

    RespErrorException(String line) {
        super(line, null, false, false);
        int space = line.indexOf(' ');
        this.code = space < 0 ? line : line.substring(0, space);
        this.text = space < 0 ? "" : line.substring(space + 1);
    }

    /** Returns the first word of the error, such as {@code WRONGTYPE}. */
    public String code() {
        return code;
    }

    /** Returns what follows the code; empty if nothing does. */
    public String text() {
        return text;
    }
}
