package org.rf4j.provider.lettuce;

import io.lettuce.core.api.StatefulRedisConnection;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
final class LettuceNode implements NodeClient {

    private final LettuceDriver driver;
    private final LettuceTarget target;
    private final ConnectionSet connections;
    private final LettuceConnection shared;

    private LettuceNode(
            LettuceDriver driver, LettuceTarget target, ConnectionSet connections, LettuceConnection shared) {
        this.driver = driver;
        this.target = target;
        this.connections = connections;
        this.shared = shared;
    }

    static CompletionStage<NodeClient> connect(LettuceDriver driver, LettuceTarget target, NodeEvents events) {
        ConnectionSet connections = new ConnectionSet(driver.connections());
        return new LettuceConnection(driver, target, connections, events::down)
                .open(null)
                .thenApply(shared -> new LettuceNode(driver, target, connections, shared));
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
        return new LettuceConnection(driver, target, connections, end -> {})
                .open(null)
                .thenApply(LettuceSession::new);
    }

    @Override
    public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
        LettuceConnection connection = new LettuceConnection(driver, target, connections, callback::closed);
        LoopSubscriber subscriber = new LoopSubscriber(connection, callback);
        return connection.open(subscriber::received).thenApply(opened -> subscriber);
    }

    @Override
    public void abandon() {
        connections.close("the server was left");
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        if (driverType == StatefulRedisConnection.class) {
            return driverType.cast(shared.stateful());
        }
        if (driverType == Channel.class) {
            return driverType.cast(shared.channel());
        }
        throw new UnsupportedOperationException("there is no " + driverType.getName() + " here; the types there are: "
                + StatefulRedisConnection.class.getName() + " (of byte[], byte[]), " + Channel.class.getName());
    }
}
