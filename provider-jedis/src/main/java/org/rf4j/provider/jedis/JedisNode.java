package org.rf4j.provider.jedis;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.SubscriberCallback;
import redis.clients.jedis.Connection;

/** One server: the connection that all callers share, and the way to further ones. */
final class JedisNode implements NodeClient, Live {

    private final JedisDriver driver;
    private final Endpoint node;
    private final ConnectionSettings settings;
    private final LiveSet live;
    private final JedisSession shared;

    JedisNode(JedisDriver driver, Endpoint node, ConnectionSettings settings, LiveSet live, JedisSession shared) {
        this.driver = driver;
        this.node = node;
        this.settings = settings;
        this.live = live;
        this.shared = shared;
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
    public void assist(BooleanSupplier done, long deadlineNanos) {
        shared.assist(done, deadlineNanos);
    }

    @Override
    public CompletionStage<NodeSession> openSession() {
        return driver.open(
                NodeSession.class,
                node,
                settings,
                live,
                (connection, stage) -> new JedisSession(connection, driver.threads(), loss -> {}));
    }

    @Override
    public CompletionStage<NodeSubscriber> openSubscriber(SubscriberCallback callback) {
        return driver.open(
                NodeSubscriber.class,
                node,
                settings,
                live,
                (connection, stage) -> new JedisSubscriber(
                        connection,
                        driver.threads(),
                        callback,
                        loss -> Callbacks.runAfter(stage, () -> callback.closed(loss.unknown()))));
    }

    @Override
    public void abandon() {
        live.end(new Loss(node + " was left", null));
    }

    @Override
    public <T> T unwrap(Class<T> driverType) {
        if (driverType == Connection.class) {
            return driverType.cast(new SharedConnection(shared));
        }
        throw new UnsupportedOperationException(
                "the provider 'jedis' has no " + driverType.getName() + "; it has a " + Connection.class.getName());
    }

    @Override
    public void start() {
        shared.start();
    }

    @Override
    public void end(Loss why) {
        shared.end(why);
    }

    @Override
    public List<@Nullable Thread> threads() {
        return shared.threads();
    }
}
