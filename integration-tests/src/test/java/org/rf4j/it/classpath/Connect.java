package org.rf4j.it.classpath;

import org.rf4j.Redis;
import org.rf4j.RedisConfig;

/** The smallest program: connects as the environment says, writes, reads, and tells through which provider. */
public final class Connect {

    private Connect() {}

    public static void main(String... none) {
        try (Redis redis = Redis.connect(RedisConfig.fromEnvironment())) {
            redis.sync().set("greeting", "hello");
            System.out.println(redis.sync().get("greeting") + " through " + redis.provider());
        }
    }
}
