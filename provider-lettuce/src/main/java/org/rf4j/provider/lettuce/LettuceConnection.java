package org.rf4j.provider.lettuce;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ConnectionFacade;
import io.lettuce.core.protocol.DefaultEndpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.rf4j.Endpoint;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.ConnectionSet;
import org.rf4j.spi.HandshakeReplies;
import org.rf4j.spi.LoopConnection;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/**
 * One connection, from the attempt to its end. Lettuce's encoder, command handler and endpoint do the work; what
 * Lettuce's client would put around them (its own handshake, reconnecting, queues, timeouts) is left out, since all of
 * that is the core's.
 *
 * <p>Thread-safe: everything that changes belongs to one event loop. So it is known at the moment of a write whether
 * the connection is alive, and a failure says truthfully whether its command may have reached the server.
 */
final class LettuceConnection implements CommandSender, LoopConnection {

    private enum State {
        OPENING,
        OPEN,
        CLOSED
    }

    private final LettuceDriver driver;
    private final LettuceTarget target;
    private final Endpoint node;
    private final EventLoop loop;
    private final ConnectionSet siblings;
    private final Consumer<NodeException> onEnd;
    private final DefaultEndpoint endpoint;
    private final CompletableFuture<LettuceConnection> opened = new CompletableFuture<>();

    private State state = State.OPENING;
    private List<RawCommand> handshake = List.of();
    private @Nullable SSLContext context;
    private @Nullable Consumer<@Nullable Object> subscriber;
    private @Nullable Future<?> deadline;
    private @Nullable Channel channel;
    private @Nullable Outgoing outgoing;
    /** Why the connection ends, from the moment on when that is known. */
    private @Nullable NodeException end;

    /** Set ahead of the event loop, which may have much to write before it comes to the close. */
    private volatile boolean leaving;

    private @Nullable StatefulRedisConnectionImpl<byte[], byte[]> unwrapped;

    /**
     * Prepares a connection.
     *
     * @param onEnd told when the connection is gone, if it was open before; on the event loop
     */
    LettuceConnection(
            LettuceDriver driver, LettuceTarget target, ConnectionSet siblings, Consumer<NodeException> onEnd) {
        this.driver = driver;
        this.target = target;
        this.node = target.node();
        this.loop = driver.nextLoop();
        this.siblings = siblings;
        this.onEnd = onEnd;
        this.endpoint = new DefaultEndpoint(driver.options(), driver.resources());
        endpoint.setConnectionFacade(new NoFacade());
    }

    /**
     * Opens the connection: resolves, connects and prepares it, all within the connect timeout.
     *
     * @param receiver given what arrives after the handshake, or null if replies are matched to commands
     */
    CompletableFuture<LettuceConnection> open(@Nullable Consumer<@Nullable Object> receiver) {
        subscriber = receiver;
        siblings.add(this);
        if (opened.isDone()) {
            return opened;
        }
        try {
            // Names, certificates and credentials may block, so none of them is asked for on the event loop.
            driver.blocking().execute(this::prepare);
            long limit = target.settings().connectTimeout().toNanos();
            loop.execute(() -> {
                if (state == State.OPENING) {
                    deadline = loop.schedule(this::giveUp, limit, TimeUnit.NANOSECONDS);
                }
            });
        } catch (RejectedExecutionException closed) {
            refuse(Failures.connect(node, closed));
        }
        return opened;
    }

    private void giveUp() {
        end(Failures.connectTimeout(node, target.settings().connectTimeout()));
    }

    private void prepare() {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(node.host());
            SSLContext tls = target.context();
            List<RawCommand> commands = target.settings().handshake();
            loop.execute(() -> {
                context = tls;
                handshake = commands;
                connect(addresses, 0);
            });
        } catch (UnknownHostException | RuntimeException failure) {
            refuse(Failures.connect(node, failure));
        }
    }

    /** Tries one address after the other; a name like {@code localhost} may have one where nobody listens. */
    private void connect(InetAddress[] addresses, int index) {
        if (state != State.OPENING) {
            return;
        }
        Bootstrap bootstrap = driver.bootstrap(loop).handler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                fill(channel.pipeline());
            }
        });
        ChannelFuture attempt = bootstrap.connect(new InetSocketAddress(addresses[index], node.port()));
        channel = attempt.channel();
        attempt.addListener(done -> {
            if (done.isSuccess()) {
                return;
            }
            if (index + 1 < addresses.length) {
                connect(addresses, index + 1);
            } else {
                end(Failures.connect(node, done.cause()));
            }
        });
    }

    private void fill(ChannelPipeline pipeline) {
        if (context != null) {
            pipeline.addLast(target.encryption(context));
        }
        // Writes of concurrent callers share a flush.
        pipeline.addLast(
                new FlushConsolidationHandler(FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true),
                new CommandWriter(),
                new LettuceHandler(driver.options(), driver.resources(), endpoint, this));
    }

    /** The socket is connected. */
    void active() {
        SslHandler encryption = channel().pipeline().get(SslHandler.class);
        if (encryption == null) {
            shakeHands();
            return;
        }
        encryption.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                shakeHands();
            } else {
                end(Failures.connect(node, done.cause()));
            }
        });
    }

    private void shakeHands() {
        if (state != State.OPENING) {
            return;
        }
        if (handshake.isEmpty()) {
            becomeOpen();
            return;
        }
        List<ReplySink> steps = HandshakeReplies.of(
                handshake,
                this::becomeOpen,
                cause -> end(cause.refusal() == null ? Failures.lost(node, cause) : cause));
        List<RawCall> calls = new ArrayList<>(handshake.size());
        for (int i = 0; i < handshake.size(); i++) {
            calls.add(new RawCall(this, handshake.get(i), steps.get(i)));
        }
        handshake = List.of();
        channel().writeAndFlush(calls, channel().voidPromise());
    }

    /** The handshake is done. */
    private void becomeOpen() {
        if (state == State.OPENING) {
            state = State.OPEN;
            outgoing = new Outgoing(this, channel(), channel().pipeline().get(LettuceHandler.class));
            cancelDeadline();
            opened.complete(this);
        }
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        RawCall call = new RawCall(this, command, sink);
        if (loop.inEventLoop()) {
            write(call);
            return;
        }
        try {
            loop.execute(call);
        } catch (RejectedExecutionException terminated) {
            call.fail(Failures.notConnected(node, terminated));
        }
    }

    @Override
    public void send(List<RawCommand> commands, List<? extends ReplySink> sinks) {
        List<RawCall> calls = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            calls.add(new RawCall(this, commands.get(i), sinks.get(i)));
        }
        try {
            // One task, and in it one write: nothing gets between.
            execute(() -> write(calls));
        } catch (RejectedExecutionException terminated) {
            calls.forEach(call -> call.fail(Failures.notConnected(node, terminated)));
        }
    }

    @Override
    public void execute(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /** Writes a command; on the event loop. */
    void write(RawCall call) {
        if (isAlive()) {
            outgoing().write(call);
        } else {
            call.fail(Failures.notConnected(node, end));
        }
    }

    private void write(List<RawCall> calls) {
        if (isAlive()) {
            outgoing().write(calls);
        } else {
            NodeException cause = Failures.notConnected(node, end);
            calls.forEach(call -> call.fail(cause));
        }
    }

    /** The socket takes more, or no more; on the event loop. */
    void writabilityChanged() {
        if (isAlive()) {
            outgoing().writeQueued();
        }
    }

    /** Returns whether what somebody else writes to the channel is kept until later; on the event loop. */
    boolean hold(Object message, ChannelPromise promise) {
        return outgoing != null && outgoing.hold(message, promise);
    }

    @Override
    public void writeUnmatched(RawCommand command) {
        channel()
                .pipeline()
                .context(LettuceHandler.class)
                .writeAndFlush(
                        new RawCall(this, command, ReplySink.nobody()),
                        channel().voidPromise());
    }

    @Override
    public boolean isAlive() {
        return state == State.OPEN && end == null && !leaving && channel().isActive();
    }

    /** Returns whether what arrives is the subscriber's; on the event loop. */
    boolean isSubscribing() {
        return subscriber != null && state != State.OPENING;
    }

    void received(@Nullable Object value) {
        if (subscriber != null) {
            subscriber.accept(value);
        }
    }

    /** Returns how a command fails that was written and will not be answered; on the event loop. */
    NodeException unanswered(Throwable cause) {
        return end == null ? Failures.lost(node, cause) : end;
    }

    @Override
    public void close(String why) {
        leaving = true;
        refuse(Failures.closed(node, why));
    }

    private void refuse(NodeException cause) {
        try {
            execute(() -> end(cause));
        } catch (RejectedExecutionException terminated) {
            // The event loop has ended, and the connection with it, unless it had not even begun.
            siblings.remove(this);
            opened.completeExceptionally(Failures.connect(node, cause));
        }
    }

    /** The connection is of no more use: closed by the server, or by an exception in its pipeline. */
    void broken(@Nullable Throwable cause) {
        end(Failures.lost(node, cause));
    }

    private void end(NodeException cause) {
        if (end != null) {
            return;
        }
        end = cause;
        closeSocket();
        if (state == State.OPENING) {
            state = State.CLOSED;
            leave();
            opened.completeExceptionally(cause.isNotSent() ? cause : Failures.connect(node, cause));
        }
    }

    /** The socket is closed; what is in flight fails next. */
    void ending() {
        broken(null);
    }

    /** The socket is closed, and what was in flight has failed. */
    void ended() {
        if (state == State.OPEN) {
            state = State.CLOSED;
            leave();
            outgoing().failQueued(Failures.notConnected(node, end));
            onEnd.accept(Objects.requireNonNull(end));
        }
    }

    private void leave() {
        cancelDeadline();
        siblings.remove(this);
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void closeSocket() {
        if (channel == null) {
            return;
        }
        // From the first handler on, so that TLS does not wait until the peer has read its farewell.
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            first.close();
        }
    }

    private Outgoing outgoing() {
        return Objects.requireNonNull(outgoing);
    }

    @Override
    public void reads(boolean now) {
        channel().config().setAutoRead(now);
    }

    @Override
    public void unusable(String why) {
        broken(new RedisException(why));
    }

    /** Returns the socket; there is one once the connection has been open. */
    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    /** Returns Lettuce's connection, for {@link LettuceNode#unwrap}; made when first asked for, since it is large. */
    synchronized StatefulRedisConnection<byte[], byte[]> stateful() {
        if (unwrapped == null) {
            unwrapped = new StatefulRedisConnectionImpl<>(
                    endpoint, endpoint, ByteArrayCodec.INSTANCE, RedisURI.DEFAULT_TIMEOUT_DURATION);
            unwrapped.setOptions(driver.options());
        }
        return unwrapped;
    }

    /** What Lettuce's endpoint tells about the connection, until somebody unwraps it. */
    private static final class NoFacade implements ConnectionFacade {
        @Override
        public void activated() {}

        @Override
        public void deactivated() {}
    }
}
