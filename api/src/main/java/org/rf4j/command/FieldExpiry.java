package org.rf4j.command;

/**
 * What became of a field of a hash whose time to live was to be changed.
 *
 * @since 0.1.0
 */
public enum FieldExpiry {
    /** The hash or the field is missing. */
    NO_FIELD,
    /** Nothing was changed: the condition is not met, or there was no time to live to be removed. */
    UNCHANGED,
    /** It was changed. */
    CHANGED,
    /** The field was deleted, since its time to live is over. */
    DELETED
}
