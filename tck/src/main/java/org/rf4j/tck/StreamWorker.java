package org.rf4j.tck;

import java.time.Duration;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.stream.StreamConsumer;

/** A consumer in a JVM of its own, that can be killed. It writes the ID of each entry that it has handled. */
final class StreamWorker {

    private StreamWorker() {}

    /** Runs until it is killed. The arguments: stream, group, and after how many milliseconds entries are taken over. */
    public static void main(String[] args) {
        Redis redis = Redis.connect(RedisConfig.fromEnvironment());
        StreamConsumer consumer = StreamConsumer.of(redis, args[0], args[1])
                .concurrency(4)
                .claimAfter(Duration.ofMillis(Long.parseLong(args[2])))
                .start(delivery ->
                        System.out.println("handled " + delivery.entry().id()));
        consumer.ended().toCompletableFuture().join();
    }
}
