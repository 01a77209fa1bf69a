package org.rf4j.internal.call;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.internal.topology.Replies;

/** What Redis 7.0 does not have, and from which version on servers do. */
public enum Newer {
    /** The place of a member with its score. */
    RANK_WITH_SCORE("7.2", "7.2"),
    /** Fields of hashes that expire. */
    HASH_FIELD_EXPIRY("7.4", "9.0"),
    /** The same, set while fields are read or written. */
    HASH_FIELD_EXPIRY_ON_USE("8.0", "9.0"),
    /** Fields that are returned and deleted. */
    HASH_GET_AND_DELETE("8.0", null),
    /** A value that is set if the one before is as expected. */
    SET_IF_EQUAL("8.4", "8.1");

    private static final String VALKEY = "valkey";

    private final String redis;
    private final @Nullable String valkey;

    Newer(String redis, @Nullable String valkey) {
        this.redis = redis;
        this.valkey = valkey;
    }

    /**
     * Says why a server does not know it, from what it answers to {@code HELLO}.
     *
     * @return what the server is, and which versions know it; null if it should know it, or does not say what it is
     */
    @Nullable String lackedBy(@Nullable Object hello) {
        Map<String, String> told = Replies.pairs(hello);
        String server = told.get("server");
        String version = told.get("version");
        if (server == null || version == null) {
            return null;
        }
        String needed = server.equals(VALKEY) ? valkey : redis;
        if (needed != null && compare(version, needed) >= 0) {
            return null;
        }
        return "the server is " + server + " " + version + ", and it takes " + servers();
    }

    /** Returns which servers have it. */
    public String servers() {
        return "Redis " + redis + (valkey == null ? "" : " or Valkey " + valkey);
    }

    /** Compares the first two numbers of versions. */
    private static int compare(String version, String other) {
        int major = Integer.compare(number(version, 0), number(other, 0));
        return major != 0 ? major : Integer.compare(number(version, 1), number(other, 1));
    }

    private static int number(String version, int index) {
        String[] parts = version.split("\\.");
        String digits = index < parts.length ? parts[index].replaceAll("\\D.*", "") : "";
        return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
    }
}
