package org.rf4j.provider.redisson;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.client.RedisConnection;
import org.rf4j.spi.ConnectionSet;
import org.rf4j.spi.LoopSubscriber;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.SubscriberCallback;

/** The connection to one server that many callers share, and the others to the same server. */
final class RedissonNode implements NodeClient {

    private final RedissonDriver driver;
    private final RedissonTarget target;
    private final ConnectionSet connections;
    private final RedissonConnection shared;

    private RedissonNode(
            RedissonDriver driver, RedissonTarget target, ConnectionSet connections, RedissonConnection shared) {
        this.driver = driver;
        this.target = target;
        this.connections = connections;
        this.shared = shared;
    }

    static CompletionStage<NodeClient> connect(RedissonDriver driver, RedissonTarget target, NodeEvents events) {
        ConnectionSet connections = new ConnectionSet(driver.connections());
        return new RedissonConnection(driver, target, connections, events::down)
                .open(null)
                .thenApply(shared -> new RedissonNode(driver, target, connections, shared));
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        shared.send(command, sink);
    }

    @Override
    public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        shared.send(commands, sinks);
    }

    @Override
    public CompletionStage<NodeSession> openSession() {
        return new RedissonConnection(driver, target, connections, end -> {})
                .open(null)
                .thenApply(session -> session);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Not one of Redisson's: its decoder for them breaks off where a channel and a pattern have the same name, tells
     * nobody of a refusal, and calls listeners on several threads at once.
     */
    @Override
    public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
        RedissonConnection connection = new RedissonConnection(driver, target, connections, callback::closed);
        LoopSubscriber subscriber = new LoopSubscriber(connection, callback);
        return connection.open(subscriber::received).thenApply(opened -> subscriber);
    }

    @Override
    public void abandon() {
        connections.close("the server was left");
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        if (driverType == RedisConnection.class) {
            return driverType.cast(shared.unwrapped());
        }
        throw new UnsupportedOperationException("the provider 'redisson' has no " + driverType.getName() + "; it has a "
                + RedisConnection.class.getName());
    }
}
