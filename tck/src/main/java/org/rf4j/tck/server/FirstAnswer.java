package org.rf4j.tck.server;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits until a server that has just been started answers. */
final class FirstAnswer {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final long PAUSE_MILLIS = 3;

    private FirstAnswer() {}

    /** Returns {@code null} as soon as the server answers, or why it does not. */
    static @Nullable String await(RedisProcess server, RunningServer started, Path configuration, long beganNanos) {
        String state = "no answer";
        while (System.nanoTime() - beganNanos < LIMIT.toNanos()) {
            if (!started.isAlive()) {
                return started.exit();
            }
            try (RespConnection connection = server.connect(TIMEOUT)) {
                connection.call("PING");
                if (usesConfiguration(connection, configuration)) {
                    return null;
                }
                state = "another server answers on its port";
            } catch (UncheckedIOException e) {
                state = String.valueOf(e.getMessage());
            } catch (RespErrorException e) {
                if (!e.code().equals("LOADING")) {
                    return "it answered " + e.getMessage();
                }
                state = "still loading";
            }
            if (!Pause.millis(PAUSE_MILLIS)) {
                return "interrupted";
            }
        }
        return state;
    }

    /** The path is that of one server alone, unlike the id of its process, which is the same in each container. */
    private static boolean usesConfiguration(RespConnection connection, Path configuration) {
        try {
            return connection.callForString("INFO", "server").contains("config_file:" + configuration + "\r\n");
        } catch (RespErrorException notPermitted) {
            return true;
        }
    }
}
