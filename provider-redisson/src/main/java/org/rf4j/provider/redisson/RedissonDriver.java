package org.rf4j.provider.redisson;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.redisson.client.protocol.RedisCommands;
import org.rf4j.Endpoint;
import org.rf4j.spi.ConnectionSet;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.DriverThreads;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeEvents;

/** A few event loops, lent to Redisson, whose own threads keep a JVM alive. */
final class RedissonDriver implements Driver {

    private static final int MOST_LOOPS = 4;
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(1_800);

    private final Executor blocking;
    private final List<EventLoop> loops = new ArrayList<>();
    private final DriverThreads threads;
    private final AtomicInteger next = new AtomicInteger();
    private final HashedWheelTimer timer;
    private final ConnectionSet connections = new ConnectionSet();

    RedissonDriver(DriverContext context) {
        this.blocking = context.blocking();
        this.threads = new DriverThreads(context.threads());
        // Netty pools more on threads that it takes for its own.
        ThreadFactory ofNetty = work -> threads.newThread(() -> FastThreadLocalThread.runWithFastThreadLocal(work));
        int count = Math.min(Runtime.getRuntime().availableProcessors(), MOST_LOOPS);
        for (int i = 0; i < count; i++) {
            // Not a group: the end of a group is announced on a thread that Netty keeps for all of the JVM.
            loops.add(new SingleThreadIoEventLoop(null, ofNetty, NioIoHandler.newFactory()));
        }
        // Its thread starts with the first timeout, which only users of an unwrapped connection set.
        this.timer = new HashedWheelTimer(ofNetty);
        // Loads what costs most of a JVM's first connection here, where no deadline runs yet.
        ByteBufAllocator.DEFAULT.ioBuffer().release();
        RedisCommands.PING.isBlockingCommand();
    }

    @Override
    public CompletionStage<NodeClient> connect(Endpoint node, ConnectionSettings settings, NodeEvents events) {
        return RedissonNode.connect(this, new RedissonTarget(node, settings), events);
    }

    EventLoop nextLoop() {
        return loops.get(Math.floorMod(next.getAndIncrement(), loops.size()));
    }

    Executor blocking() {
        return blocking;
    }

    Timer timer() {
        return timer;
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
        timer.stop();
        threads.awaitEnd(CLOSE_LIMIT);
    }
}
