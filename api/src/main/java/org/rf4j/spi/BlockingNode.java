package org.rf4j.spi;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.rf4j.Endpoint;

/** One server: a connection that all callers share, and those opened for one user each. */
final class BlockingNode implements NodeClient {

    private final BlockingDriver driver;
    private final Endpoint endpoint;
    private final ConnectionSettings settings;
    private final BlockingConnection shared;
    private final ConnectionSet connections;

    BlockingNode(
            BlockingDriver driver,
            Endpoint endpoint,
            ConnectionSettings settings,
            ConnectionSet connections,
            BlockingConnection shared) {
        this.driver = driver;
        this.endpoint = endpoint;
        this.settings = settings;
        this.connections = connections;
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
        return openDedicated(BlockingListener.of(cause -> {})).thenApply(BlockingSession::new);
    }

    @Override
    public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
        return openDedicated(new BlockingInbox(callback)).thenApply(BlockingSubscriber::new);
    }

    private CompletableFuture<BlockingConnection> openDedicated(BlockingListener listener) {
        return driver.open(new BlockingConnection(driver, endpoint, settings, listener), connections);
    }

    @Override
    public void abandon() {
        connections.close("the node was abandoned");
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        Transport transport = shared.transport();
        Object own = transport == null ? null : transport.unwrapped();
        if (driverType.isInstance(own)) {
            return driverType.cast(own);
        }
        throw new UnsupportedOperationException("the provider '" + driver.name() + "' has no " + driverType.getName()
                + (own == null ? "" : "; ask for " + own.getClass().getName()));
    }

    /** A connection for one user; here it differs from the shared one only in who has it. */
    private record BlockingSession(BlockingConnection connection) implements NodeSession {

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
