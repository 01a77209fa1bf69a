package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.rf4j.Capability;
import org.rf4j.Endpoint;
import org.rf4j.TlsOptions;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.tck.server.RedisProcessSettings;
import org.rf4j.tck.server.TlsMaterial;

/** Connections with TLS, or how TLS is refused. The server listens with a certificate for 127.0.0.1 alone. */
abstract class TlsContract extends SpiFixture {

    /** Longer than elsewhere: the first handshake of a JVM loads all the authorities that it trusts. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Duration LIMIT = TIMEOUT.plus(MARGIN);

    private @Nullable TlsMaterial madeMaterial;
    private int tlsPort;

    @Override
    RedisProcessSettings serverSettings() {
        TlsMaterial material = TlsMaterial.create();
        madeMaterial = material;
        tlsPort = freePort();
        return super.serverSettings().toBuilder()
                .directive("tls-port", Integer.toString(tlsPort))
                .directive("tls-cert-file", quoted(material.server().certificate()))
                .directive("tls-key-file", quoted(material.server().key()))
                .directive("tls-ca-cert-file", quoted(material.authority()))
                .directive("tls-auth-clients", "optional")
                .build();
    }

    @AfterAll
    void deleteCertificates() {
        material().close();
    }

    @Test
    void withoutTheCapabilityAConnectIsRefused() {
        Assumptions.assumeFalse(
                has(Capability.TLS), () -> "the provider '" + provider().name() + "' declares TLS");
        Throwable failure = failureOf(
                "connect with TLS",
                driver().connect(tlsEndpoint(), tls(trusting().build()), new DownEvents()),
                LIMIT);
        assertThat(failure)
                .as("a capability that is not declared ends in an UnsupportedOperationException that names it")
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("TLS");
        awaitNoClients("a refused TLS connect");
    }

    @Test
    void everyConnectionUsesTls() {
        NodeClient client = connectTls(trusting().build());
        NodeSession session = session(client);
        SubscriberLog log = new SubscriberLog();
        NodeSubscriber subscriber = await("openSubscriber with TLS", client.openSubscriber(log));
        String channel = fresh("channel");
        subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
        log.await(1, "the acknowledgement");
        send(session, "PUBLISH", channel, "hello").raw();
        log.awaitExactly("subscribed CHANNEL " + channel, "CHANNEL " + channel + " hello");
        // The server's own address of each connection tells by which port it came.
        assertThat(clients())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("laddr=127.0.0.1:" + tlsPort + " "));
    }

    @Test
    void tenMegabytesGoThereAndBack() {
        NodeClient client = connectTls(trusting().build());
        byte[] value = new byte[10 * 1024 * 1024];
        assertThat((byte[]) send(client, RawCommand.of("ECHO", value)).raw()).hasSize(value.length);
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefused() {
        assertRefused("connect to a server whose certificate nobody trusts", tlsEndpoint(), TlsOptions.defaults());
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        // The certificate names 127.0.0.1, and not localhost, which is the same machine.
        assertRefused(
                "connect to a host that the certificate does not name",
                new Endpoint("localhost", tlsPort),
                trusting().build());
    }

    @Test
    void aCertificateOfAnotherHostIsAcceptedWhereTheNameIsNotVerified() {
        assumeTls();
        NodeClient client = await(
                "connect with verifyHostname(false)",
                driver().connect(
                                new Endpoint("localhost", tlsPort),
                                tls(trusting().verifyHostname(false).build()),
                                new DownEvents()));
        assertThat(send(client, "PING").readable()).isEqualTo("PONG");
    }

    @Test
    void theClientsCertificateIsShown() {
        assumeTls();
        admin("CONFIG", "SET", "tls-auth-clients", "yes");
        try {
            NodeClient client = connectTls(trusting()
                    .keyStore(material().clientKeyStore(), material().password())
                    .build());
            assertThat(send(client, "PING").readable()).isEqualTo("PONG");
            connectFailure(
                    "connect without a certificate to a server that asks for one",
                    driver().connect(tlsEndpoint(), tls(trusting().build()), new DownEvents()),
                    LIMIT);
        } finally {
            admin("CONFIG", "SET", "tls-auth-clients", "optional");
        }
    }

    @Test
    void aServerThatNeverAnswersFailsTheConnect() {
        assumeTls();
        try (FakeServer silent = FakeServer.silent()) {
            connectFailure(
                    "connect with TLS to a server that never answers",
                    driver().connect(silent.endpoint(), tls(trusting().build()), new DownEvents()),
                    LIMIT);
        }
    }

    @Test
    void abandoningAFrozenNodeEndsEverythingAtOnce() {
        DownEvents events = new DownEvents();
        assumeTls();
        NodeClient client = await(
                "connect with TLS",
                driver().connect(tlsEndpoint(), tls(trusting().build()), events));
        NodeSession session = session(client);
        Answer blocked = block(session);
        server().freeze();
        try {
            List<Answer> answers = new ArrayList<>();
            // More than the sockets' buffers hold: a polite end of the TLS session would wait for room to write.
            byte[] value = new byte[1024 * 1024];
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 16; i++) {
                    answers.add(send(client, RawCommand.of("SET", bytes("contract-large"), value)));
                }
            });
            writer.start();
            // Until the buffers are full, whoever it is that writes.
            awaitNothing(Duration.ofMillis(500));
            assertReturnsWithin(AT_ONCE, "abandon with TLS, which never blocks,", client::abandon);
            join(writer, SOON.toMillis());
            assertThat(answers)
                    .as("calls that were sent before or while the node was abandoned")
                    .hasSize(16);
            answers.forEach(answer -> answer.failure(AT_ONCE));
            blocked.assertUnknown(AT_ONCE);
            events.await(AT_ONCE);
        } finally {
            server().thaw();
        }
        events.assertOnce();
        awaitNoClients("abandon, once the server was thawed");
    }

    private void assertRefused(String what, Endpoint endpoint, TlsOptions options) {
        assumeTls();
        NodeException failure = connectFailure(what, driver().connect(endpoint, tls(options), new DownEvents()), LIMIT);
        assertThat(Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause))
                .as(
                        "%s: an SSLException or CertificateException is among the causes, so that the core does not try"
                                + " again",
                        what)
                .anyMatch(cause -> cause instanceof SSLException || cause instanceof CertificateException);
        awaitNoClients(what);
    }

    private NodeClient connectTls(TlsOptions options) {
        assumeTls();
        return await("connect with TLS", driver().connect(tlsEndpoint(), tls(options), new DownEvents()));
    }

    private void assumeTls() {
        Assumptions.assumeTrue(
                has(Capability.TLS),
                () -> "the provider '" + provider().name() + "' does not declare " + Capability.TLS);
    }

    private ConnectionSettings tls(TlsOptions options) {
        ConnectionSettings plain = settings();
        return new ConnectionSettings(TIMEOUT, plain.protocol(), options, plain::handshake);
    }

    private TlsOptions.Builder trusting() {
        return TlsOptions.builder().trustPem(material().authority());
    }

    private Endpoint tlsEndpoint() {
        return new Endpoint("127.0.0.1", tlsPort);
    }

    private TlsMaterial material() {
        return Objects.requireNonNull(madeMaterial);
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String quoted(Path file) {
        return '"' + file.toString() + '"';
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }
}
