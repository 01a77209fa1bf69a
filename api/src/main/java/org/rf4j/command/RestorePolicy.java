package org.rf4j.command;

/**
 * What becomes of the libraries of functions that are there already when others are restored.
 *
 * @since 0.1.0
 */
public enum RestorePolicy {
    /** They stay; one of the same name as a restored one makes the restoration fail as a whole. */
    APPEND,
    /** They are deleted. */
    FLUSH,
    /** They stay, but for those of the same name as a restored one, which are replaced. */
    REPLACE
}
