package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Capability;
import org.rf4j.Endpoint;
import org.rf4j.Protocol;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.RedisProvider;
import org.rf4j.tck.server.RedisProcess;
import org.rf4j.tck.server.RedisProcessSettings;
import org.rf4j.tck.server.RespConnection;

/** One server for a group of tests, one driver for each test, and the ways to use both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SpiFixture {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    /** What a machine that is busy with other tests may add to a limit. */
    static final Duration MARGIN = Duration.ofMillis(700);
    /** "Within 50 ms", on a machine that is busy with other tests. */
    static final Duration AT_ONCE = Duration.ofMillis(200);

    static final Duration SOON = Duration.ofSeconds(3);

    private static final String OBSERVER = "contract-observer";

    private @Nullable RedisProcess startedServer;
    private @Nullable LentThreads lentThreads;
    private @Nullable Driver openedDriver;

    abstract RedisProvider provider();

    Protocol protocol() {
        return Protocol.RESP2;
    }

    final boolean has(Capability capability) {
        return provider().capabilities().contains(capability);
    }

    @BeforeAll
    void startServer() {
        startedServer = RedisProcess.start(serverSettings());
    }

    /** Returns how the group's server is started. */
    RedisProcessSettings serverSettings() {
        return RedisProcessSettings.builder("contract")
                .directive("enable-debug-command", "yes")
                .build();
    }

    @AfterAll
    void endServer() {
        server().close();
    }

    @BeforeEach
    void openDriver() {
        if (protocol() == Protocol.RESP3) {
            Assumptions.assumeTrue(
                    has(Capability.RESP3),
                    () -> "the provider '" + provider().name() + "' does not declare " + Capability.RESP3);
        }
        server().thaw();
        server().start();
        // It may still be busy with what a failed test has left.
        admin("PING");
        LentThreads threads = new LentThreads();
        lentThreads = threads;
        openedDriver = provider().open(threads);
    }

    @AfterEach
    void closeDriver() {
        Driver driver = openedDriver;
        if (driver != null) {
            openedDriver = null;
            driver.close();
            threads().interruptBlocking();
        }
    }

    final RedisProcess server() {
        return Objects.requireNonNull(startedServer);
    }

    final Driver driver() {
        return Objects.requireNonNull(openedDriver);
    }

    final LentThreads threads() {
        return Objects.requireNonNull(lentThreads);
    }

    final Endpoint endpoint() {
        return new Endpoint(server().address().host(), server().port());
    }

    /** Returns a key, channel or client name that no other test has. */
    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Returns settings with a handshake that gives the connection a name. */
    final ConnectionSettings settings() {
        return settings(RawCommand.ofText("CLIENT", "SETNAME", fresh("name")));
    }

    /** Returns settings with these commands as the handshake, after {@code HELLO 3} where the protocol is RESP3. */
    final ConnectionSettings settings(RawCommand... afterHello) {
        List<RawCommand> handshake = new ArrayList<>();
        if (protocol() == Protocol.RESP3) {
            handshake.add(RawCommand.ofText("HELLO", "3"));
        }
        handshake.addAll(Arrays.asList(afterHello));
        return new ConnectionSettings(CONNECT_TIMEOUT, protocol(), null, () -> handshake);
    }

    final NodeClient connect() {
        return connect(settings(), new DownEvents());
    }

    final NodeClient connect(ConnectionSettings settings, DownEvents events) {
        return await("connect to a server that works", driver().connect(endpoint(), settings, events));
    }

    final NodeSession session(NodeClient client) {
        return await("openSession on a server that works", client.openSession());
    }

    static Answer send(CommandSender sender, String name, String... arguments) {
        return send(sender, RawCommand.ofText(name, arguments));
    }

    static Answer send(CommandSender sender, RawCommand command) {
        Answer answer = new Answer(command.name());
        sender.send(command, answer);
        return answer;
    }

    /** Sends commands adjacent and returns their answers. */
    static List<Answer> sendAll(CommandSender sender, RawCommand... commands) {
        List<Answer> answers = Arrays.stream(commands)
                .map(command -> new Answer(command.name()))
                .toList();
        sender.send(List.of(commands), answers);
        return answers;
    }

    /** Sends a {@code BLPOP} and waits until the server has it. */
    final Answer block(NodeSession session) {
        Answer answer = send(session, "BLPOP", fresh("list"), "30");
        Awaitility.await("the BLPOP of a session reaches the server")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> clients().stream().anyMatch(line -> line.contains(" cmd=blpop ")));
        return answer;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Calls a method that never blocks; on a thread of its own, since it may. */
    static void assertReturnsWithin(Duration limit, String method, Runnable call) {
        FutureTask<?> task = new FutureTask<>(call, null);
        Thread caller = new Thread(task, "contract-caller");
        caller.setDaemon(true);
        caller.start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            fail(method + " must not throw", failed.getCause());
        } catch (TimeoutException late) {
            StringBuilder where = new StringBuilder();
            for (StackTraceElement frame : caller.getStackTrace()) {
                where.append("\n\tat ").append(frame);
            }
            fail("%s has not returned after %d ms; it is in%s", method, limit.toMillis(), where);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted while waiting for " + method, e);
        }
    }

    static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** Leaves time for what must not come: a second answer, a second event, a reconnect. */
    static void awaitQuiet() {
        awaitNothing(Duration.ofMillis(250));
    }

    /** Lets time pass, where there is nothing to wait for. */
    static void awaitNothing(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plus(SOON)).until(() -> true);
    }

    /** Waits for the end of a stage, which must be a success. */
    static <T> T await(String what, CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return fail(what + " should have succeeded", failed.getCause());
        } catch (TimeoutException late) {
            return fail(what + " has not ended after 10 s; the stage must end within the connect timeout", late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted while waiting: " + what, e);
        }
    }

    /** Waits for the end of a stage, which must be a failure, and returns that. */
    static Throwable failureOf(String what, CompletionStage<?> stage, Duration limit) {
        try {
            stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return fail(what + " should have failed");
        } catch (ExecutionException failed) {
            return Objects.requireNonNull(failed.getCause());
        } catch (TimeoutException late) {
            return fail(what + " should have failed within " + limit.toMillis() + " ms, but its stage is still open");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted while waiting: " + what, e);
        }
    }

    /** Waits for the failure of a connect, which must be a {@link NodeException}. */
    static NodeException connectFailure(String what, CompletionStage<?> stage, Duration limit) {
        Throwable failure = failureOf(what, stage, limit);
        assertThat(failure)
                .as("%s must fail with a NodeException that has the driver's exception as its cause", what)
                .isInstanceOf(NodeException.class);
        return (NodeException) failure;
    }

    /** Runs a command of the kit's own. */
    final @Nullable Object admin(String... command) {
        try (RespConnection connection = server().connect(Duration.ofSeconds(5))) {
            connection.call("CLIENT", "SETNAME", OBSERVER);
            return connection.call(command);
        }
    }

    /** Returns the lines of {@code CLIENT LIST} that are not the kit's own. */
    final List<String> clients() {
        return String.valueOf(admin("CLIENT", "LIST"))
                .lines()
                .filter(line -> !line.contains(" name=" + OBSERVER + " "))
                .toList();
    }

    final void awaitNoClients(String after) {
        awaitClients(0, after);
    }

    final void awaitClients(int count, String after) {
        Awaitility.await("connections on the server after " + after)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(clients())
                        .as("connections that the server sees after %s", after)
                        .hasSize(count));
    }
}
