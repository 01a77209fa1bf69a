package org.rf4j.tck;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.RotatingCredentials;
import org.rf4j.failover.RedisEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes where secrets are used, well and badly, and prints whatever a program may print: a program of its own, so that
 * every logger of every library can be at its lowest level from the start.
 */
final class SecretsLoad {

    /** What is printed on purpose, so that a search that does not find it is known to be blind. */
    static final String CONTROL = "control/of the search";

    private static final Logger LOG = LoggerFactory.getLogger(SecretsLoad.class);

    private SecretsLoad() {}

    /**
     * Runs it; the configuration comes from the environment.
     *
     * @param args what names of keys begin with, the user, the first, the second and a wrong password
     */
    public static void main(String[] args) throws Exception {
        LOG.trace("loggers are at their lowest level");
        String name = args[0];
        String user = args[1];
        RotatingCredentials credentials = new RotatingCredentials(Credentials.of(user, args[2]));
        RedisConfig given = RedisConfig.strict().fromEnvironment();
        RedisConfig.Builder builder = given.toBuilder().credentials(credentials).connectTimeout(Duration.ofSeconds(5));
        System.out.println(given + " " + builder + " " + given.credentials());
        CountDownLatch rotated = new CountDownLatch(1);
        try (Redis redis = Redis.connect(builder.build())) {
            redis.onEvent(event -> {
                System.out.println(event);
                if (event instanceof RedisEvent.CredentialsRotated) {
                    rotated.countDown();
                }
            });
            System.out.println(redis.pubSub().subscribe(message -> {}, name));
            redis.sync().set(name, "value");
            credentials.rotate(Credentials.of(user, args[3]));
            System.out.println("rotated=" + rotated.await(10, TimeUnit.SECONDS));
            redis.sync().set(name, "value");
            System.out.println(redis + " " + redis.health() + " " + redis.topology() + " " + credentials);
        }
        String wrong = args[4];
        print(() ->
                Redis.connect(builder.credentials(Credentials.of(user, wrong)).build()));
        print(() -> Redis.connect(builder.credentials(Credentials.of(wrong)).build()));
        print(() -> RedisConfig.fromUri("redis://" + user + ":" + wrong + "@host:port"));
        print(() -> RedisConfig.fromUri("redis://" + user + ":" + wrong + "@[host"));
        print(() -> RedisConfig.fromUri("redis://host?password=" + wrong));
        System.out.println(CONTROL);
    }

    private interface Attempt {
        Object run();
    }

    /** Prints what an attempt comes to, with everything that hangs on its failure. */
    private static void print(Attempt attempt) {
        try {
            System.out.println(attempt.run());
        } catch (RuntimeException failed) {
            System.out.println("failed=" + failed);
            failed.printStackTrace(System.out);
        }
    }
}
