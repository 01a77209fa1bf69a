package org.rf4j.examples.socket;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.SubscriberCallback;

/** One server: a connection that all callers share, and those opened for one user each. */
final class SocketNode implements NodeClient {

    private static final String ABANDONED = "the node was abandoned";

    private final SocketDriver driver;
    private final Endpoint endpoint;
    private final ConnectionSettings settings;
    private final SocketConnection shared;
    private final Set<SocketConnection> dedicated = ConcurrentHashMap.newKeySet();
    private volatile boolean abandoned;

    SocketNode(SocketDriver driver, Endpoint endpoint, ConnectionSettings settings, SocketConnection shared) {
        this.driver = driver;
        this.endpoint = endpoint;
        this.settings = settings;
        this.shared = shared;
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        shared.send(List.of(command), List.of(sink));
    }

    @Override
    public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        shared.send(commands, sinks);
    }

    @Override
    public CompletionStage<NodeSession> openSession() {
        return openDedicated(ConnectionListener.of(cause -> {})).thenApply(SocketSession::new);
    }

    @Override
    public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
        return openDedicated(new SubscriberInbox(callback)).thenApply(SocketSubscriber::new);
    }

    private CompletableFuture<SocketConnection> openDedicated(ConnectionListener listener) {
        SocketConnection connection = new SocketConnection(driver, endpoint, settings, listener);
        dedicated.add(connection);
        connection.ended().thenRun(() -> dedicated.remove(connection));
        CompletableFuture<SocketConnection> opened = driver.open(connection);
        if (abandoned) {
            connection.close(ABANDONED);
        }
        return opened;
    }

    @Override
    public void abandon() {
        abandoned = true;
        shared.close(ABANDONED);
        dedicated.forEach(connection -> connection.close(ABANDONED));
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        if (driverType.isInstance(shared.socket())) {
            return driverType.cast(shared.socket());
        }
        throw new UnsupportedOperationException(
                "the provider 'socket' has no " + driverType.getName() + "; ask for java.net.Socket");
    }

    /** A connection for one user; here it differs from the shared one only in who has it. */
    private record SocketSession(SocketConnection connection) implements NodeSession {

        @Override
        public void send(RawCommand command, ReplySink sink) {
            connection.send(List.of(command), List.of(sink));
        }

        @Override
        public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
            connection.send(commands, sinks);
        }

        @Override
        public void close() {
            connection.close("the session was closed");
        }
    }
}
