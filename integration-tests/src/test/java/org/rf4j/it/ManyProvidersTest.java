package org.rf4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisProviderException;

/** With four providers on the class path. */
final class ManyProvidersTest {

    /** Nothing listens on the discard port of a test machine. */
    private static final int CLOSED_PORT = 9;

    @Test
    void withoutAChoiceEachProviderAndEachWayToChooseIsNamed() {
        assertThatThrownBy(() -> Redis.connect("redis://localhost:" + CLOSED_PORT))
                .isInstanceOf(RedisProviderException.class)
                .hasMessageContainingAll("jedis", "lettuce", "redisson", "socket", "-Drf4j.provider", "REDIS_PROVIDER");
    }

    @Test
    void anUnknownChoiceIsAnsweredWithThoseThereAre() {
        RedisConfig config = RedisConfig.builder().provider("nonesuch").build();
        assertThatThrownBy(() -> Redis.connect(config))
                .isInstanceOf(RedisProviderException.class)
                .hasMessageContainingAll("nonesuch", "jedis", "lettuce", "redisson", "socket");
    }

    @Test
    void everyProviderNamesTheServerThatRefused() {
        for (String provider : new String[] {"jedis", "lettuce", "redisson", "socket"}) {
            RedisConfig config = RedisConfig.builder()
                    .provider(provider)
                    .endpoint("127.0.0.1", CLOSED_PORT)
                    .build();
            assertThatThrownBy(() -> Redis.connect(config))
                    .as(provider)
                    .isInstanceOf(RedisConnectionException.class)
                    .hasMessageContaining("127.0.0.1:" + CLOSED_PORT);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .as("threads left behind by connects that failed")
                .noneMatch(thread -> thread.getName().startsWith("rf4j-") && !thread.isDaemon());
    }
}
