package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;

/** Drivers that throw where they should return a stage. */
@Timeout(30)
class ConnectorTest {

    private static final Endpoint SERVER = new Endpoint("server", 6379);

    private final Core core = new Core();
    private final RecordingListener listener = new RecordingListener();

    @AfterEach
    void closeCore() {
        core.close();
    }

    @Test
    void aDriverThatCannotBeLinkedIsToldAtOnceWithAnAdvice() throws InterruptedException {
        assertThat(startFailure(() -> {
                    throw new NoSuchMethodError("void org.rf4j.spi.gone()");
                }))
                .contains("connecting to server:6379 failed: java.lang.NoSuchMethodError: void org.rf4j.spi.gone()")
                .contains("another version of rf4j-api")
                .doesNotContain("TLS");
    }

    @Test
    void whatADriverThrowsIsToldAtOnce() throws InterruptedException {
        assertThat(startFailure(() -> {
                    throw new IllegalStateException("boom");
                }))
                .contains("connecting to server:6379 failed: java.lang.IllegalStateException: boom");
    }

    private String startFailure(Runnable thrower) throws InterruptedException {
        Driver driver = new Driver() {
            @Override
            public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
                thrower.run();
                throw new AssertionError("it was to throw");
            }

            @Override
            public void close() {}
        };
        RedisConfig config =
                RedisConfig.builder().endpoint(SERVER.host(), SERVER.port()).build();
        try (Deployment deployment = new SingleDeployment(core, driver, config, listener)) {
            core.execute(deployment::start);
            return listener.startFailures
                    .poll(config.connectTimeout().toMillis() / 2, TimeUnit.MILLISECONDS)
                    .getMessage();
        }
    }
}
