package org.rf4j.tck.internal.report;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a failure says of itself, in the lengths that reports have room for. */
public final class FailureText {

    private static final int LINE = 400;
    private static final int MESSAGE = 8_000;
    private static final int FRAMES = 12;
    private static final int CAUSES = 4;

    /** Frames of the machinery that ran the test, which say nothing of it. */
    private static final List<String> MACHINERY =
            List.of("org.junit.", "java.lang.reflect.", "jdk.internal.reflect.", "java.util.stream.");

    /** Control characters but tab and line feed, and halves of pairs. */
    private static final Pattern UNWRITABLE = Pattern.compile("[\\p{Cntrl}&&[^\\t\\n]]|[\\uFFFE\\uFFFF]|\\p{Cs}");

    private FailureText() {}

    /** Returns kind and message, on one line. */
    public static String oneLine(Throwable cause) {
        String text = cause.getClass().getSimpleName() + ": "
                + String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        return shortened(text, LINE);
    }

    /** Returns kind, message and where it was thrown, on as many lines as that takes, with its causes. */
    static String details(Throwable cause) {
        StringBuilder text = new StringBuilder();
        Throwable next = cause;
        for (int i = 0; i < CAUSES && next != null; i++) {
            text.append(i == 0 ? "" : "Caused by: ")
                    .append(shortened(next.toString().strip(), MESSAGE))
                    .append('\n');
            List<String> frames = Arrays.stream(next.getStackTrace())
                    .map(StackTraceElement::toString)
                    .filter(frame -> MACHINERY.stream().noneMatch(frame::contains))
                    .toList();
            frames.stream()
                    .limit(FRAMES)
                    .forEach(frame -> text.append("    at ").append(frame).append('\n'));
            if (frames.size() > FRAMES) {
                text.append("    … ").append(frames.size() - FRAMES).append(" more\n");
            }
            next = next.getCause() == next ? null : next.getCause();
        }
        return text.toString().stripTrailing();
    }

    /** Returns the text with a mark in place of each character that UTF-8, HTML or a terminal cannot show. */
    static String writable(String text) {
        return UNWRITABLE.matcher(text.replace("\r\n", "\n")).replaceAll("\uFFFD");
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
