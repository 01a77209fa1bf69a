package org.rf4j.provider.redisson;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisException;
import org.redisson.client.handler.CommandsQueue;
import org.redisson.client.protocol.QueueCommandHolder;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSet;
import org.rf4j.spi.LoopConnection;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.NodeSession;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/**
 * One connection, from the attempt to its end. Redisson's client and its pipeline do the work; this ends what is in
 * flight, which Redisson leaves to a timeout of each call.
 *
 * <p>Thread-safe: everything that changes belongs to one event loop. So it is known at the moment of a write whether
 * the connection is alive, and a failure says truthfully whether its command may have reached the server.
 */
final class RedissonConnection implements NodeSession, LoopConnection {

    private final RedissonDriver driver;
    private final RedissonTarget target;
    private final Endpoint node;
    private final EventLoop loop;
    private final ConnectionSet siblings;
    private final Consumer<NodeException> onEnd;
    private final CompletableFuture<RedissonConnection> opened = new CompletableFuture<>();

    private @Nullable Consumer<@Nullable Object> subscriber;
    private @Nullable Channel channel;
    private @Nullable RedisConnection connection;
    private boolean open;
    /** Why the connection ends, from the moment on when that is known. */
    private @Nullable NodeException end;

    private volatile boolean reading = true;

    /** Set ahead of the event loop, which may have much to write before it comes to the close. */
    private volatile boolean leaving;

    /**
     * Prepares a connection.
     *
     * @param onEnd told when the connection is gone, if it was open before; on the event loop
     */
    RedissonConnection(
            RedissonDriver driver, RedissonTarget target, ConnectionSet siblings, Consumer<NodeException> onEnd) {
        this.driver = driver;
        this.target = target;
        this.node = target.node();
        this.loop = driver.nextLoop();
        this.siblings = siblings;
        this.onEnd = onEnd;
    }

    /**
     * Opens the connection: resolves, connects and prepares it, all within the connect timeout.
     *
     * @param receiver given what arrives after the handshake, or null if replies are matched to commands
     */
    CompletableFuture<RedissonConnection> open(@Nullable Consumer<@Nullable Object> receiver) {
        subscriber = receiver;
        siblings.add(this);
        if (opened.isDone()) {
            return opened;
        }
        long limit = target.settings().connectTimeout().toNanos();
        long deadline = System.nanoTime() + limit;
        try {
            Future<?> timeout = loop.schedule(this::giveUp, limit, TimeUnit.NANOSECONDS);
            opened.whenComplete((connection, failure) -> timeout.cancel(false));
            driver.blocking().execute(new Dial(this, driver, target, loop, deadline));
        } catch (RejectedExecutionException closed) {
            refuse(Failures.connect(node, closed));
        }
        return opened;
    }

    private void giveUp() {
        end(NodeException.notSent(
                "cannot connect to " + node + ": not connected and prepared within "
                        + target.settings().connectTimeout().toMillis() + " ms",
                null));
    }

    boolean hasEnded() {
        return end != null;
    }

    /** Takes a socket that is going to be connected. */
    void adopt(Channel channel) {
        this.channel = channel;
    }

    /** The socket is connected, and encrypted where it should be. */
    void dialled(RedisConnection dialled) {
        connection = dialled;
        if (!channel().isActive()) {
            broken(null);
        }
    }

    /** The handshake is done. */
    void becomeOpen() {
        if (end == null) {
            open = true;
            opened.complete(this);
        }
    }

    @Override
    public void send(RawCommand command, ReplySink sink) {
        RawCall call = new RawCall(this, command, sink);
        try {
            execute(call);
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
            // One task: nothing gets between.
            execute(() -> calls.forEach(this::write));
        } catch (RejectedExecutionException terminated) {
            NodeException cause = Failures.notConnected(node, terminated);
            calls.forEach(call -> call.fail(cause));
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
            writeNow(call);
        } else {
            call.fail(unsent());
        }
    }

    /** Writes through Redisson's queue, which keeps the command until its reply has come. */
    void writeNow(RawCall call) {
        channel().writeAndFlush(call, channel().newPromise().addListener(call));
    }

    @Override
    public void writeUnmatched(RawCommand command) {
        RawCall call = new RawCall(this, command, ReplySink.nobody());
        channel()
                .pipeline()
                .context(CommandsQueue.class)
                .writeAndFlush(call, channel().newPromise().addListener(call));
    }

    @Override
    public boolean isAlive() {
        return open && !isLeaving() && channel().isActive();
    }

    /** Takes what no command waits for; on the event loop. */
    void received(RawReply arrived) {
        if (end != null) {
            return;
        }
        if (subscriber != null && open) {
            subscriber.accept(arrived.value());
        } else if (!arrived.isPush()) {
            throw new RedisException("the server sent a reply that nobody has asked for");
        }
    }

    /** Returns whether nothing more is to be written. */
    boolean isLeaving() {
        return leaving || end != null;
    }

    /** Returns how a command fails of which nothing was written; on the event loop. */
    NodeException unsent() {
        return Failures.notConnected(node, end);
    }

    /** Returns how a command fails that was written and will not be answered; on the event loop. */
    NodeException unanswered(Throwable cause) {
        return end == null ? Failures.lost(node, cause) : end;
    }

    /** The connection is of no more use: closed by the server, or by an exception in its pipeline. */
    void broken(@Nullable Throwable cause) {
        // Before the socket is there for good, who dials it hears of it and knows more.
        if (connection != null) {
            end(Failures.lost(node, cause));
        }
    }

    @Override
    public void close() {
        close("the connection was closed by its user");
    }

    @Override
    public void close(String why) {
        leaving = true;
        refuse(Failures.closed(node, why));
    }

    /** Ends the connection from any thread, but never before this returns. */
    void refuse(NodeException cause) {
        try {
            loop.execute(() -> end(cause));
        } catch (RejectedExecutionException terminated) {
            // The event loop has ended, and the connection with it, unless it had not even begun.
            siblings.remove(this);
            opened.completeExceptionally(Failures.unopened(node, cause));
        }
    }

    /** Ends the connection and everything on it; on the event loop. */
    void end(NodeException cause) {
        if (end != null) {
            return;
        }
        end = cause;
        siblings.remove(this);
        // Before the socket is closed: what is not flushed then drops out of Redisson's queue.
        failInFlight(cause);
        closeSocket();
        if (open) {
            onEnd.accept(cause);
        } else {
            opened.completeExceptionally(Failures.unopened(node, cause));
        }
    }

    private void failInFlight(NodeException cause) {
        Queue<QueueCommandHolder> inFlight = channel == null
                ? null
                : channel.attr(CommandsQueue.COMMANDS_QUEUE).get();
        while (inFlight != null && !inFlight.isEmpty()) {
            inFlight.remove().getCommand().tryFailure(cause);
        }
    }

    private void closeSocket() {
        // From the first handler on, so that TLS does not wait until the peer has read its farewell.
        ChannelHandlerContext first =
                channel == null ? null : channel.pipeline().firstContext();
        if (first != null) {
            first.close();
        }
    }

    @Override
    public void unusable(String why) {
        broken(new RedisException(why));
    }

    @Override
    public void reads(boolean now) {
        reading = now;
        channel().config().setAutoRead(now);
    }

    boolean isReading() {
        return reading;
    }

    private Channel channel() {
        return Objects.requireNonNull(channel);
    }

    /** Returns Redisson's connection; there is one once this has been open. */
    RedisConnection unwrapped() {
        return Objects.requireNonNull(connection);
    }
}
