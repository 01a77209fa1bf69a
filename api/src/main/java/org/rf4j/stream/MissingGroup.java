package org.rf4j.stream;

/**
 * What a consumer does when its group is gone: deleted by somebody, flushed with the data, or lost in a failover because
 * it was made just before.
 *
 * @since 0.1.0
 */
public enum MissingGroup {
    /**
     * It makes the group again, after the last entry up to which it knows all to be handled: no entry is skipped, and some
     * may be handled twice.
     */
    RECREATE,
    /** It ends, with the server's error {@code NOGROUP}. */
    FAIL
}
