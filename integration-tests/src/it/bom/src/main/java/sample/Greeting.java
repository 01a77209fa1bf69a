package sample;

import org.rf4j.Redis;

/** Writes and reads. */
public final class Greeting {

    private Greeting() {}

    public static String greet(String url) {
        try (Redis redis = Redis.connect(url)) {
            redis.sync().set("greeting", "hello");
            return redis.sync().get("greeting") + " through " + redis.provider();
        }
    }
}
