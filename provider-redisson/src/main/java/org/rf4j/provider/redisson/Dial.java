package org.rf4j.provider.redisson;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.client.NettyHook;
import org.redisson.client.RedisClient;
import org.redisson.client.RedisConnection;
import org.redisson.client.handler.CommandDecoder;
import org.redisson.client.handler.ConnectionWatchdog;
import org.rf4j.spi.HandshakeReplies;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/**
 * The way to a prepared connection: Redisson's client, told to connect to one address of the node's name after the other,
 * and the handshake. Redisson's pipeline is kept but for two handlers: the watchdog, which would reconnect and send
 * again, and the decoder, which loses replies. But for {@link #run} it belongs to the event loop.
 */
final class Dial implements Runnable, NettyHook {

    private final RedissonConnection connection;
    private final RedissonDriver driver;
    private final RedissonTarget target;
    private final EventLoop loop;
    private final long deadline;
    private InetAddress[] addresses = {};
    private List<RawCommand> handshake = List.of();
    private int tried;

    Dial(
            RedissonConnection connection,
            RedissonDriver driver,
            RedissonTarget target,
            EventLoop loop,
            long deadlineNanos) {
        this.connection = connection;
        this.driver = driver;
        this.target = target;
        this.loop = loop;
        this.deadline = deadlineNanos;
    }

    /** Asks for names, certificates and credentials, which may block. */
    @Override
    public void run() {
        try {
            InetAddress[] resolved = InetAddress.getAllByName(target.node().host());
            target.readCertificates();
            List<RawCommand> commands = target.settings().handshake();
            loop.execute(() -> {
                addresses = resolved;
                handshake = commands;
                next();
            });
        } catch (UnknownHostException | RuntimeException failure) {
            connection.refuse(Failures.connect(target.node(), failure));
        }
    }

    /** Tries the next address; a name like {@code localhost} may have one where nobody listens. */
    private void next() {
        if (connection.hasEnded()) {
            return;
        }
        try {
            client().connectAsync().whenComplete(this::dialled);
        } catch (RuntimeException | LinkageError failure) {
            connection.end(Failures.connect(target.node(), failure));
        }
    }

    private RedisClient client() {
        // A share each, so that an address that swallows everything leaves time for the others.
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) / (addresses.length - tried);
        InetSocketAddress address =
                new InetSocketAddress(addresses[tried++], target.node().port());
        return RedisClient.create(target.config()
                .setAddress(address, target.uri())
                .setConnectTimeout((int) Math.max(1, Math.min(Integer.MAX_VALUE, millis)))
                .setGroup(loop)
                .setExecutor(loop)
                .setTimer(driver.timer())
                .setResolverGroup(ResolvedAddresses.INSTANCE)
                .setNettyHook(this));
    }

    private void dialled(RedisConnection dialled, @Nullable Throwable failure) {
        if (failure == null) {
            connection.dialled(dialled);
            shakeHands();
            return;
        }
        Throwable cause = Failures.unwrapped(failure);
        // Whoever answers, but not as it should, is not passed over for an address that does not answer.
        if (cause instanceof SocketException && tried < addresses.length) {
            next();
        } else {
            connection.end(Failures.connect(target.node(), cause));
        }
    }

    private void shakeHands() {
        if (handshake.isEmpty()) {
            connection.becomeOpen();
        }
        List<ReplySink> steps = HandshakeReplies.of(handshake, connection::becomeOpen, connection::end);
        for (int i = 0; i < steps.size() && !connection.hasEnded(); i++) {
            connection.writeNow(new RawCall(connection, handshake.get(i), steps.get(i)));
        }
        handshake = List.of();
    }

    @Override
    public void afterBoostrapInitialization(Bootstrap bootstrap) {}

    @Override
    public void afterChannelInitialization(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        SslHandler encryption = pipeline.get(SslHandler.class);
        if (encryption != null) {
            // The deadline of the whole attempt is the only one.
            encryption.setHandshakeTimeoutMillis(0);
        }
        pipeline.replace(ConnectionWatchdog.class, null, new SocketWatch(connection));
        pipeline.replace(CommandDecoder.class, null, new RawDecoder(connection));
        connection.adopt(channel);
    }
}
