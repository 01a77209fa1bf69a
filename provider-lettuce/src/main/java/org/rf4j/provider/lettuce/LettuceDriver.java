package org.rf4j.provider.lettuce;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSet;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.DriverThreads;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;

/** A few event loops, and the options of every connection. */
final class LettuceDriver implements Driver {

    private static final int MOST_LOOPS = 4;
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(1_800);

    private final Executor blocking;
    private final List<EventLoop> loops = new ArrayList<>();
    private final DriverThreads threads;
    private final AtomicInteger next = new AtomicInteger();
    private final ClientResources resources;
    private final ClientOptions options = ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .pingBeforeActivateConnection(false)
            .protocolVersion(ProtocolVersion.RESP2)
            // Nothing is ever taken out of the middle of the queue here, so a plain one will do.
            .useHashIndexQueue(false)
            .build();
    private final ConnectionSet connections = new ConnectionSet();

    LettuceDriver(DriverContext context) {
        this.blocking = context.blocking();
        this.threads = new DriverThreads(context.threads());
        // Netty pools more on threads that it takes for its own.
        ThreadFactory ofNetty = work -> threads.newThread(() -> FastThreadLocalThread.runWithFastThreadLocal(work));
        int count = Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS);
        for (int i = 0; i < count; i++) {
            // Not a group: the end of a group is announced on a thread that Netty keeps for all of the JVM.
            loops.add(new SingleThreadIoEventLoop(null, ofNetty, NioIoHandler.newFactory()));
        }
        this.resources = DefaultClientResources.builder()
                // Unused, but one that is not ours would be shut down on that thread of the JVM's, too.
                .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(count))
                .eventExecutorGroup(loops.get(0))
                .timer(new NoTimer())
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        // Loads what costs most of a JVM's first connection here, where no deadline runs yet.
        ByteBufAllocator.DEFAULT.ioBuffer().release();
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
        return LettuceNode.connect(this, new LettuceTarget(node, settings), events);
    }

    EventLoop nextLoop() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    Bootstrap bootstrap(EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // The deadline of the whole attempt is the only one.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    }

    Executor blocking() {
        return blocking;
    }

    ClientResources resources() {
        return resources;
    }

    ClientOptions options() {
        return options;
    }

    /** Returns all connections there are. */
    ConnectionSet connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close("the driver was closed");
        for (EventLoop loop : loops) {
            loop.shutdownGracefully(0, CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
        resources.shutdown();
        threads.awaitEnd(CLOSE_LIMIT);
    }

    /** Lettuce wants a timer to be there. What would use it is its own connecting and its own timeouts. */
    private static final class NoTimer implements Timer {
        @Override
        public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
            throw new UnsupportedOperationException("this driver has no timer: the deadlines are RF4J's");
        }

        @Override
        public Set<Timeout> stop() {
            return Set.of();
        }
    }
}
