package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.rf4j.Endpoint;
import org.rf4j.Protocol;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/** {@link org.rf4j.spi.Driver#connect}, {@code openSession}, {@code openSubscriber}: how they succeed and fail. */
abstract class ConnectingContract extends SpiFixture {

    private static final Duration LIMIT = CONNECT_TIMEOUT.plus(MARGIN);

    @Test
    void everyConnectionIsPreparedByTheHandshake() {
        String user = fresh("user");
        String name = fresh("name");
        admin("ACL", "SETUSER", user, "on", ">secret", "~*", "&*", "+@all");
        NodeClient client = connect(
                settings(
                        RawCommand.ofText("AUTH", user, "secret"),
                        RawCommand.ofText("SELECT", "3"),
                        RawCommand.ofText("CLIENT", "SETNAME", name)),
                new DownEvents());
        session(client);
        await("openSubscriber", client.openSubscriber(new SubscriberLog()));
        assertThat(clients())
                .as("the connections that the server sees: the shared one, the session, the subscriber")
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .as("each connection has run the whole handshake before it is used")
                        .contains(" name=" + name + " ", " user=" + user + " ", " db=3 "));
    }

    @Test
    void theHandshakeIsAskedForAtEachConnection() {
        AtomicInteger asked = new AtomicInteger();
        String prefix = fresh("name");
        NodeClient client = connect(
                new ConnectionSettings(
                        CONNECT_TIMEOUT,
                        Protocol.RESP2,
                        null,
                        () -> List.of(RawCommand.ofText("CLIENT", "SETNAME", prefix + "-" + asked.incrementAndGet()))),
                new DownEvents());
        session(client);
        session(client);
        assertThat(clients().stream().map(ConnectingContract::name))
                .as("names of three connections: settings.handshake() is called for each, since credentials rotate")
                .containsExactlyInAnyOrder(prefix + "-1", prefix + "-2", prefix + "-3");
    }

    @Test
    void nothingIsSentButTheHandshake() {
        admin("CONFIG", "RESETSTAT");
        NodeClient client = connect(settings(), new DownEvents());
        session(client);
        await("openSubscriber", client.openSubscriber(new SubscriberLog()));
        List<String> commands = new ArrayList<>();
        Pattern.compile("cmdstat_(\\S+?):")
                .matcher(String.valueOf(admin("INFO", "commandstats")))
                .results()
                .forEach(match -> commands.add(match.group(1)));
        assertThat(commands)
                .as("commands that the server has run since the connect: no HELLO, AUTH, CLIENT SETINFO, PING or"
                        + " COMMAND of the driver's own (CONFIG and INFO are the kit's)")
                .isSubsetOf("client|setname", "config|resetstat", "info");
        assertThat(String.valueOf(admin("INFO", "errorstats")))
                .as("errors that the server has answered: a command that it does not know counts, too")
                .doesNotContain("errorstat_");
    }

    @Test
    void anEmptyHandshakeSendsNothing() {
        admin("CONFIG", "RESETSTAT");
        connect(new ConnectionSettings(CONNECT_TIMEOUT, Protocol.RESP2, null, List::of), new DownEvents());
        assertThat(String.valueOf(admin("INFO", "commandstats")))
                .as("commands that the server has run: the handshake is empty, so none is the driver's")
                .doesNotContain("cmdstat_hello", "cmdstat_ping", "cmdstat_auth", "cmdstat_select");
    }

    @Test
    void aRefusedPasswordFailsTheConnectWithTheRefusal() {
        String user = fresh("user");
        admin("ACL", "SETUSER", user, "on", ">secret", "~*", "+@all");
        DownEvents events = new DownEvents();
        CompletionStage<NodeClient> stage = driver().connect(
                        endpoint(),
                        settings(
                                RawCommand.ofText("AUTH", user, "s3cr3t-and-wrong"),
                                RawCommand.ofText("CLIENT", "SETNAME", fresh("name"))),
                        events);
        NodeException failure = connectFailure("a connect whose AUTH is refused", stage, LIMIT);
        assertRefused(failure, "WRONGPASS");
        assertThat(failure.toString() + failure.getCause())
                .as("what the failure says: never an argument of the handshake, which may be a secret")
                .doesNotContain("s3cr3t-and-wrong");
        awaitNoClients("a refused handshake");
        events.assertNone();
    }

    @Test
    void aRefusalOfALaterCommandFailsTheConnectToo() {
        CompletionStage<NodeClient> stage = driver().connect(
                        endpoint(),
                        settings(
                                RawCommand.ofText("CLIENT", "SETNAME", fresh("name")),
                                RawCommand.ofText("SELECT", "99")),
                        new DownEvents());
        assertRefused(connectFailure("a connect whose SELECT is refused", stage, LIMIT), "ERR");
        awaitNoClients("a refused handshake");
    }

    @Test
    void aRefusedHandshakeFailsASessionAndASubscriber() {
        AtomicInteger asked = new AtomicInteger();
        NodeClient client = connect(
                new ConnectionSettings(
                        CONNECT_TIMEOUT,
                        Protocol.RESP2,
                        null,
                        () -> List.of(RawCommand.ofText("SELECT", asked.incrementAndGet() == 1 ? "0" : "99"))),
                new DownEvents());
        assertRefused(connectFailure("openSession with a refused handshake", client.openSession(), LIMIT), "ERR");
        SubscriberLog log = new SubscriberLog();
        assertRefused(connectFailure("openSubscriber", client.openSubscriber(log), LIMIT), "ERR");
        awaitClients(1, "a refused session and a refused subscriber");
        assertThat(log.closed())
                .as("SubscriberCallback.closed of a subscriber that never was open: its stage has told so")
                .isZero();
        assertThat(send(client, "PING").readable()).as("the node itself").isEqualTo("PONG");
    }

    private static void assertRefused(NodeException failure, String code) {
        ServerError refusal = failure.refusal();
        assertThat(refusal)
                .as("the refusal in the failure of the connect: use NodeException.refused; got '%s'", failure)
                .isNotNull()
                .extracting(ServerError::code)
                .isEqualTo(code);
    }

    @Test
    void unwrappingNamesTheTypesThereAre() {
        NodeClient client = connect();
        UnsupportedOperationException refusal =
                catchThrowableOfType(UnsupportedOperationException.class, () -> client.unwrap(Duration.class));
        assertThat(refusal)
                .as("unwrap of a type that the driver lacks throws UnsupportedOperationException")
                .isNotNull();
        assertThat(refusal.getMessage())
                .as("its message names the types there are, by their full names")
                .matches(".*[a-z]+\\.[a-z.]+[A-Z].*");
    }

    @Test
    void aNameIsTriedAtEachOfItsAddresses() throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName("localhost");
        Assumptions.assumeTrue(addresses.length > 1, "'localhost' has a single address on this machine");
        try (FakeServer last = FakeServer.start(addresses[addresses.length - 1], FakeServer::readToTheEnd)) {
            await(
                    "connect to a name of which only the last address accepts connections",
                    driver().connect(
                                    new Endpoint("localhost", last.endpoint().port()),
                                    settings(new RawCommand[0]),
                                    new DownEvents()));
        }
    }

    @Test
    void aNameIsResolved() {
        NodeClient client = await(
                "connect to localhost",
                driver().connect(new Endpoint("localhost", endpoint().port()), settings(), new DownEvents()));
        assertThat(send(client, "PING").readable()).isEqualTo("PONG");
    }

    @Test
    void aClosedPortFailsTheConnect() throws IOException {
        Endpoint closed;
        try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = new Endpoint("127.0.0.1", reserved.getLocalPort());
        }
        NodeException failure = assertFailsInTime("connect to a closed port", closed);
        assertThat(failure.isNotSent())
                .as("isNotSent of a failed connect: nothing of the caller's can have been sent")
                .isTrue();
    }

    @Test
    void anUnknownNameFailsTheConnect() {
        assertFailsInTime("connect to an unknown name", new Endpoint("no-such-host.invalid", 6379));
    }

    @Test
    void aFrozenServerFailsTheConnectAndKeepsNoConnection() {
        server().freeze();
        try {
            assertFailsInTime("connect to a frozen server", endpoint());
        } finally {
            server().thaw();
        }
        awaitNoClients("a connect that timed out while the server was frozen");
    }

    @Test
    void aFrozenServerFailsASessionAndASubscriber() {
        NodeClient client = connect();
        server().freeze();
        try {
            CompletionStage<?> session = client.openSession();
            CompletionStage<?> subscriber = client.openSubscriber(new SubscriberLog());
            connectFailure("openSession on a frozen server", session, LIMIT);
            connectFailure("openSubscriber on a frozen server", subscriber, LIMIT);
        } finally {
            server().thaw();
        }
        awaitClients(1, "a session and a subscriber that timed out");
    }

    @Test
    void aServerThatNeverAnswersFailsTheConnect() {
        try (FakeServer silent = FakeServer.silent()) {
            assertFailsInTime("connect to a server that never answers", silent.endpoint());
            awaitNoneOpen(silent);
        }
    }

    @Test
    void aServerThatAnswersByDripsFailsTheConnect() {
        try (FakeServer dripping = FakeServer.start(connection -> {
            connection.getOutputStream().write('+');
            while (true) {
                connection.getOutputStream().write('x');
                pause(50);
            }
        })) {
            assertFailsInTime(
                    "connect to a server that sends a byte each 50 ms (the limit is of the whole handshake, not of"
                            + " each read)",
                    dripping.endpoint());
            awaitNoneOpen(dripping);
        }
    }

    @Test
    void aServerThatHangsUpFailsTheConnect() {
        try (FakeServer hangingUp = FakeServer.start(connection -> {})) {
            assertFailsInTime("connect to a server that accepts and hangs up", hangingUp.endpoint());
        }
    }

    @Test
    void aServerThatSpeaksAnotherProtocolFailsTheConnect() {
        try (FakeServer web = FakeServer.answering(bytes("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertFailsInTime("connect to a server that speaks HTTP", web.endpoint());
            awaitNoneOpen(web);
        }
    }

    @Test
    void connectingDoesNotBlockTheCaller() {
        try (FakeServer silent = FakeServer.silent()) {
            long began = System.nanoTime();
            List<CompletionStage<NodeClient>> stages = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                stages.add(driver().connect(silent.endpoint(), settings(), new DownEvents()));
            }
            assertThat(millisSince(began))
                    .as("ms for ten calls of connect: it must not block, use context.blocking()")
                    .isLessThan(500);
            for (CompletionStage<NodeClient> stage : stages) {
                connectFailure("one of ten connects to a silent server", stage, LIMIT);
            }
            awaitNoneOpen(silent);
        }
    }

    @Test
    void closingTheDriverEndsAConnectUnderWay() {
        try (FakeServer silent = FakeServer.silent()) {
            CompletionStage<NodeClient> stage = driver().connect(silent.endpoint(), settings(), new DownEvents());
            Awaitility.await("the connection").atMost(SOON).until(() -> silent.accepted() > 0);
            closeDriver();
            failureOf("a connect whose driver was closed", stage, AT_ONCE);
            awaitNoneOpen(silent);
        }
    }

    private NodeException assertFailsInTime(String what, Endpoint endpoint) {
        DownEvents events = new DownEvents();
        NodeException failure = connectFailure(what, driver().connect(endpoint, settings(), events), LIMIT);
        assertThat(failure.refusal())
                .as("refusal of %s: no server has refused anything", what)
                .isNull();
        events.assertNone();
        return failure;
    }

    private static void awaitNoneOpen(FakeServer server) {
        Awaitility.await("a connect that was given up must close its socket, but one is still open")
                .atMost(SOON)
                .until(() -> server.open() == 0);
    }

    private static String name(String clientLine) {
        return clientLine.replaceAll(".* name=(\\S*) .*", "$1");
    }

    /** Makes a fake server as slow as it is to be: its slowness is what the driver is tested with. */
    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
