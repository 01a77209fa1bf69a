package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;

/** {@link NodeSession}: a connection for one user alone. */
abstract class SessionContract extends SpiFixture {

    private NodeClient client;

    @BeforeEach
    void connectClient() {
        client = connect();
    }

    @Test
    void aSessionHasAConnectionOfItsOwn() {
        NodeSession session = session(client);
        NodeSession other = session(client);
        assertThat(List.of(
                        send(client, "CLIENT", "ID").raw(),
                        send(session, "CLIENT", "ID").raw(),
                        send(other, "CLIENT", "ID").raw()))
                .as("the server's ids of the shared connection and of two sessions")
                .doesNotHaveDuplicates();
    }

    @Test
    void aTransactionInASessionIsNotSeenByOthers() {
        String key = fresh("key");
        NodeSession session = session(client);
        assertThat(send(session, "WATCH", key).readable()).isEqualTo("OK");
        assertThat(send(session, "MULTI").readable()).isEqualTo("OK");
        assertThat(send(session, "INCR", key).readable()).isEqualTo("QUEUED");
        assertThat(send(client, "GET", key).raw())
                .as("a call on the shared connection while a session is inside MULTI")
                .isNull();
        assertThat(send(session, "EXEC").readable()).isEqualTo(List.of(1L));
        assertThat(send(client, "GET", key).readable()).isEqualTo("1");
    }

    @Test
    void aWatchInASessionSeesTheWritesOfOthers() {
        String key = fresh("key");
        NodeSession session = session(client);
        send(session, "WATCH", key).raw();
        send(client, "SET", key, "other").raw();
        List<Answer> answers = sendAll(
                session, RawCommand.ofText("MULTI"), RawCommand.ofText("SET", key, "own"), RawCommand.ofText("EXEC"));
        assertThat(answers.get(2).raw())
                .as("EXEC after a watched key has changed")
                .isNull();
        assertThat(send(client, "GET", key).readable()).isEqualTo("other");
    }

    @Test
    void aBlockingCommandInASessionDelaysNobodyElse() {
        String key = fresh("list");
        NodeSession session = session(client);
        long began = System.nanoTime();
        Answer blocked = send(session, "BLPOP", key, "10");
        for (int i = 0; i < 100; i++) {
            assertThat(send(client, "ECHO", "x").readable()).isEqualTo("x");
        }
        assertThat(millisSince(began))
                .as("ms for 100 calls on the shared connection while a session blocks")
                .isLessThan(3_000);
        send(client, "RPUSH", key, "element").raw();
        assertThat(blocked.readable()).isEqualTo(List.of(key, "element"));
    }

    @Test
    void aBlockingCommandMayLastLongerThanTheConnectTimeout() {
        NodeSession session = session(client);
        assertThat(send(session, "BLPOP", fresh("list"), "1.5").raw())
                .as("a BLPOP of 1.5 s: the connect timeout of 1 s is no limit of a call")
                .isNull();
        assertThat(send(session, "PING").readable()).isEqualTo("PONG");
    }

    @Test
    void closingASessionEndsItsCallAtOnceAsUnknown() {
        NodeSession session = session(client);
        Answer blocked = block(session);
        session.close();
        blocked.assertUnknown(AT_ONCE);
        awaitClients(1, "NodeSession.close");
        session.close();
        blocked.assertAnsweredOnce();
        send(session, "PING").assertNotSent(SOON);
        assertThat(send(client, "PING").readable()).as("the shared connection").isEqualTo("PONG");
    }

    @Test
    void closingASessionOfAFrozenServerDoesNotWaitForIt() {
        NodeSession session = session(client);
        Answer blocked = block(session);
        server().freeze();
        try {
            assertReturnsWithin(AT_ONCE, "NodeSession.close, which never blocks,", session::close);
            blocked.assertUnknown(AT_ONCE);
        } finally {
            server().thaw();
        }
        awaitClients(1, "NodeSession.close");
    }

    @Test
    void aLostSessionFailsItsCallsAndTheNodeGoesOn() {
        DownEvents events = new DownEvents();
        NodeClient node = connect(settings(), events);
        NodeSession session = session(node);
        String id = String.valueOf(send(session, "CLIENT", "ID").raw());
        Answer blocked = block(session);
        admin("CLIENT", "KILL", "ID", id);
        blocked.assertUnknown(SOON);
        send(session, "PING").assertNotSent(SOON);
        assertThat(send(node, "PING").readable()).as("the shared connection").isEqualTo("PONG");
        events.assertNone();
    }

    @Test
    void aSessionKeepsItsStateFromCallToCall() {
        NodeSession session = session(client);
        send(session, "SELECT", "5").raw();
        send(session, "CLIENT", "SETNAME", "kept").raw();
        assertThat(send(session, "CLIENT", "GETNAME").readable()).isEqualTo("kept");
        assertThat(send(client, "CLIENT", "GETNAME").readable())
                .as("the name of the shared connection")
                .isNotEqualTo("kept");
    }
}
