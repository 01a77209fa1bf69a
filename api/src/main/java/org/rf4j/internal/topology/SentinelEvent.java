package org.rf4j.internal.topology;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;

/**
 * Something that a sentinel has published about a primary.
 *
 * @param type the channel, like {@code +selected-slave}
 * @param name the name of the monitored primary
 * @param primary the primary's address
 * @param subject the node concerned: a replica, the new primary of {@code +switch-master}, or the primary itself
 */
record SentinelEvent(String type, String name, Endpoint primary, Endpoint subject) {

    /** What is listened for; subscribed to by name, so that an ACL can allow just these. */
    static final List<String> CHANNELS = List.of(
            "+selected-slave",
            "+promoted-slave",
            "+switch-master",
            "+sdown",
            "-sdown",
            "+odown",
            "-odown",
            "+slave",
            "+sentinel",
            "+sentinel-address-switch",
            "+monitor",
            "-monitor",
            "+reboot",
            "+convert-to-slave",
            "-failover-abort-not-elected",
            "-failover-abort-no-good-slave",
            "-failover-abort-slave-timeout");

    boolean isAbort() {
        return type.startsWith("-failover-abort");
    }

    /** Returns whether the sentinel has been told to forget the primary, and all that it knew of it. */
    boolean isForgotten() {
        return type.equals("-monitor");
    }

    boolean isAboutPrimary() {
        return subject.equals(primary);
    }

    /** Returns the event with the addresses that this client reaches the nodes at. */
    SentinelEvent mapped(Announced announced) {
        return new SentinelEvent(type, name, announced.map(primary), announced.map(subject));
    }

    /** Reads a message; null if it is not about a primary, or not of the form that is known. */
    static @Nullable SentinelEvent parse(String type, String payload) {
        String[] words = payload.split(" ", -1);
        if (type.equals("+switch-master")) {
            return words.length < 5 ? null : of(type, words[0], words, 1, 3);
        }
        if (words.length >= 4 && words[0].equals("master")) {
            return of(type, words[1], words, 2, 2);
        }
        if (words.length >= 8 && words[4].equals("@")) {
            return of(type, words[5], words, 6, 2);
        }
        return null;
    }

    private static @Nullable SentinelEvent of(String type, String name, String[] words, int primaryAt, int subjectAt) {
        Endpoint primary = Replies.endpoint(words[primaryAt], words[primaryAt + 1]);
        Endpoint subject = Replies.endpoint(words[subjectAt], words[subjectAt + 1]);
        return primary == null || subject == null ? null : new SentinelEvent(type, name, primary, subject);
    }
}
