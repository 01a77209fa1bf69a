package org.rf4j.internal;

import java.util.Locale;

/**
 * The sections of {@code docs/troubleshooting.md}, as the messages point to them that somebody has to act upon. The one
 * place that knows how a pointer is written.
 */
public enum Guide {
    NO_PROVIDER,
    SEVERAL_PROVIDERS,
    BROKEN_PROVIDER,
    MISSING_CAPABILITY,
    CONFIGURATION,
    CONNECTING,
    REFUSED_CREDENTIALS,
    REFUSED_HANDSHAKE,
    TLS,
    WRONG_MODE,
    SENTINELS,
    ADDRESSES,
    DEADLINE_WHILE_WAITING,
    DEADLINE_AFTER_SENDING,
    ANSWER_LOST,
    PARKING_FULL,
    BLOCKING_IN_A_CALLBACK,
    CROSS_SLOT,
    CLOSED,
    OLDER_SERVERS,
    READING_REPLIES,
    SUBSCRIBING,
    KEYSPACE_NOTIFICATIONS,
    LISTENERS,
    ROTATING_CREDENTIALS,
    STREAM_CONSUMERS;

    private static final String BEGIN = " (see docs/troubleshooting.md#";
    private static final String END = ")";

    private final String anchor = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Returns the anchor of the section, as the headings of the page give it. */
    public String anchor() {
        return anchor;
    }

    /**
     * Returns a message with the pointer at its end. One that has a pointer in it already, since it holds another message,
     * keeps that one, which is nearer to the cause, and has it at its end.
     */
    public String after(String message) {
        int begin = message.indexOf(BEGIN);
        int end = begin < 0 ? -1 : message.indexOf(END, begin);
        return end < 0 ? message + this : without(message) + message.substring(begin, end + END.length());
    }

    /** Returns a message without its pointers. */
    public static String without(String message) {
        String rest = message;
        for (int begin = rest.indexOf(BEGIN); begin >= 0; begin = rest.indexOf(BEGIN)) {
            int end = rest.indexOf(END, begin);
            if (end < 0) {
                break;
            }
            rest = rest.substring(0, begin) + rest.substring(end + END.length());
        }
        return rest;
    }

    /** Returns the pointer, with the space before it: what the end of a log line is. */
    @Override
    public String toString() {
        return BEGIN + anchor + END;
    }
}
