package org.rf4j.it.classpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rf4j.it.classpath.Artifacts.API;
import static org.rf4j.it.classpath.Artifacts.API_NEEDS;
import static org.rf4j.it.classpath.Artifacts.LETTUCE;
import static org.rf4j.it.classpath.Artifacts.SOCKET;
import static org.rf4j.it.classpath.Artifacts.location;
import static org.rf4j.it.classpath.Artifacts.path;
import static org.rf4j.it.classpath.Artifacts.provider;
import static org.rf4j.it.classpath.JvmAssert.advice;
import static org.rf4j.it.classpath.JvmAssert.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisProviderException;
import org.rf4j.examples.socket.SocketProvider;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.DriverThreads;

/**
 * A provider beside an {@code rf4j-api} that is older or newer than the one that it was built against. What is older lacks
 * something.
 */
final class ApiVersionsIT extends ProgramsOfUsers {

    @Test
    void aTypeThatAnOlderApiLacksIsToldWithBothJars() {
        Path older = OlderJar.without(DriverThreads.class, API, directory.resolve("rf4j-api-0.0.9.jar"));

        assertThat(jvm().run(path(program, older, API_NEEDS, provider("lettuce")), Connect.class))
                .failedWith(
                        RedisProviderException.class,
                        "the Redis provider 'lettuce' cannot be used: org.rf4j.provider.lettuce.LettuceProvider in "
                                + location(LETTUCE)
                                + ": java.lang.NoClassDefFoundError: org/rf4j/spi/DriverThreads; " + advice(older));
    }

    @Test
    void aMethodThatAnOlderApiLacksIsToldInsteadOfAConnectThatTakesTooLong() {
        Path older = OlderJar.without(DriverContext.class, "blocking", API, directory.resolve("rf4j-api-0.0.9.jar"));
        String address = server.endpoint().toString();

        assertThat(jvm().run(path(program, older, API_NEEDS, provider("jedis")), Connect.class))
                .failedWith(
                        RedisConnectionException.class,
                        "no primary could be reached; tried server " + address + " (connecting to " + address
                                + " failed: java.lang.NoSuchMethodError: 'java.util.concurrent.Executor"
                                + " org.rf4j.spi.DriverContext.blocking()'; " + advice(older) + ")");
    }

    @Test
    void aProviderThatLacksWhatANewerApiAsksForIsPassedOverForAnother() {
        Path older = OlderJar.without(SocketProvider.class, "capabilities", SOCKET, directory.resolve("older.jar"));

        Jvm.Ended ended = jvm().run(path(program, API, API_NEEDS, older, provider("jedis")), Connect.class);

        assertThat(ended).connectedThrough("jedis");
        assertThat(ended.errors())
                .contains("Passing over a broken Redis provider: org.rf4j.examples.socket.SocketProvider in "
                        + location(older) + ": java.lang.AbstractMethodError: ")
                .contains("; " + advice(API));
    }

    @Test
    void aProviderThatLacksWhatANewerApiAsksForIsToldWhereItIsTheOnlyOne() {
        Path older = OlderJar.without(SocketProvider.class, "capabilities", SOCKET, directory.resolve("older.jar"));

        Jvm.Ended ended = jvm().run(path(program, API, API_NEEDS, older), Connect.class);

        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.errors())
                .contains(RedisProviderException.class.getName() + ": no usable Redis provider was found; add one")
                .contains("\nbroken and passed over:\n- org.rf4j.examples.socket.SocketProvider in " + location(older))
                .contains("; " + advice(API) + " (see docs/troubleshooting.md#broken-provider)\n");
    }

    @Test
    void twoCopiesOfTheApiAreTold() {
        Path older = OlderJar.without(DriverThreads.class, API, directory.resolve("rf4j-api-0.0.9.jar"));

        assertThat(jvm().run(path(program, API, older, API_NEEDS, provider("lettuce")), Connect.class))
                .connectedThrough("lettuce")
                .withTheOnlyWarning(twice(API, older));
    }

    @Test
    void twoCopiesOfTheApiThatDoNotMixAreToldWithTheFailure() {
        Path older = OlderJar.without(DriverContext.class, "blocking", API, directory.resolve("rf4j-api-0.0.9.jar"));

        Jvm.Ended ended = jvm().run(path(program, older, API, API_NEEDS, provider("lettuce")), Connect.class);

        assertThat(ended)
                .failedWith(
                        RedisProviderException.class,
                        "the Redis provider 'lettuce' cannot be used: org.rf4j.provider.lettuce.LettuceProvider in "
                                + location(LETTUCE) + ": java.lang.NoSuchMethodError: 'java.util.concurrent.Executor"
                                + " org.rf4j.spi.DriverContext.blocking()'; " + advice(older, API))
                .withTheOnlyWarning(twice(older, API));
    }

    @Test
    void twoCopiesOfTheApiAreToldWhereNoProviderIs() {
        Path older = OlderJar.without(DriverThreads.class, API, directory.resolve("rf4j-api-0.0.9.jar"));

        Jvm.Ended ended = jvm().run(path(program, older, API, API_NEEDS), Connect.class);

        assertThat(ended.errors())
                .contains("\n" + twice(older, API) + " (see docs/troubleshooting.md#no-provider)\n\tat org.rf4j");
    }

    private static String twice(Path first, Path second) {
        return "rf4j-api is on the class path more than once, in " + location(first) + " and in " + location(second)
                + "; leave one of them there: their classes mix";
    }
}
