package org.rf4j.command;

/**
 * The place of a member of a sorted set, and its score.
 *
 * @param rank its place, from 0
 * @param score its score
 * @since 0.1.0
 */
public record RankedScore(long rank, double score) {}
