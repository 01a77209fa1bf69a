package org.rf4j.stream;

/**
 * What a consumer has done since it was started.
 *
 * @param delivered how many entries it was given: new ones, those that were pending, and those it took over
 * @param handled how many the handler returned from
 * @param failed how often the handler threw
 * @param claimed how many entries were taken over from other consumers
 * @param deadLettered how many were given up
 * @param acknowledged how many acknowledgements the server has confirmed
 * @param underWay how many entries it has now: waiting, being handled, waiting to be handled again, or to be acknowledged
 * @since 0.1.0
 */
public record StreamConsumerStatistics(
        long delivered, long handled, long failed, long claimed, long deadLettered, long acknowledged, int underWay) {}
