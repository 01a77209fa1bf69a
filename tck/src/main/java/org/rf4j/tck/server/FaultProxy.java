package org.rf4j.tck.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy in front of one server, which does to its connections what a network does: it cuts them, holds back what
 * passes, delays it, or leads elsewhere. The server itself goes on and notices nothing else.
 *
 * <p>A server whose settings say {@link RedisProcessSettings.Builder#proxied()} announces such a proxy as its own
 * address, so that clients, replicas and sentinels all come through it; see {@link RedisProcess#proxy()}.
 *
 * <p>Thread-safe. No method waits for connections to notice what was done to them.
 */
public final class FaultProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);
    private static final int BACKLOG = 128;

    private final int port = FreePorts.take();
    private final ServerSocket door;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final NetworkConditions towardsServer = new NetworkConditions();
    private final NetworkConditions towardsClients = new NetworkConditions();
    private volatile NodeAddress target;
    private volatile boolean cut;
    private final AtomicLong faults = new AtomicLong();

    private FaultProxy(NodeAddress target) {
        this.target = target;
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (IOException e) {
            FreePorts.giveBack(port);
            throw new RedisServerException("cannot listen on port " + port, e);
        }
        ProxiedConnection.run("rf4j-tck-proxy-" + port, this::accept);
    }

    /** Opens a proxy on a free port of the loopback interface that leads to a server, which need not be there yet. */
    public static FaultProxy to(NodeAddress target) {
        return new FaultProxy(Objects.requireNonNull(target, "target"));
    }

    /** Returns where the proxy listens. */
    public NodeAddress address() {
        return new NodeAddress(RedisProcess.HOST, port);
    }

    /** Leads new connections to another server, and leaves those that there are where they are. */
    public void leadTo(NodeAddress other) {
        target = Objects.requireNonNull(other, "other");
    }

    /** Resets every connection; new ones pass. */
    public void reset() {
        faults.incrementAndGet();
        connections.forEach(ProxiedConnection::reset);
    }

    /** Resets every connection, and new ones as soon as they are accepted, until the proxy is {@linkplain #heal healed}. */
    public void cut() {
        LOG.info("{}: cut", this);
        cut = true;
        reset();
    }

    /**
     * Lets nothing pass any more, in either direction, not even the end of a connection, until the proxy is
     * {@linkplain #heal healed}; what was held back passes then, as TCP would send it again. New connections are
     * accepted and lead nowhere meanwhile.
     */
    public void blackHole() {
        LOG.info("{}: black hole", this);
        faults.incrementAndGet();
        towardsServer.still();
        towardsClients.still();
    }

    /**
     * Lets nothing pass from the server to its clients any more, so that commands run and nobody hears of it, until the
     * proxy is {@linkplain #heal healed}. With {@link #reset()} before that, what was held back is lost.
     */
    public void holdReplies() {
        LOG.info("{}: replies are held", this);
        faults.incrementAndGet();
        towardsClients.still();
    }

    /**
     * Holds back everything that passes from now on, for a time in each direction; the order stays. Of the bytes under
     * way, no more than about 1 MiB are held for each direction of a connection; the sender waits beyond that.
     *
     * @param delay the time in one direction, half of what a round trip takes longer; zero or more
     */
    public void delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a delay is zero or more, not " + delay);
        }
        LOG.info("{}: delay of {} ms", this, delay.toMillis());
        faults.incrementAndGet();
        towardsServer.delay(delay);
        towardsClients.delay(delay);
    }

    /** Ends everything that was done, but for where new connections lead. */
    public void heal() {
        cut = false;
        towardsServer.clear();
        towardsClients.clear();
    }

    /** Returns how many connections there are. */
    public int connections() {
        return connections.size();
    }

    /** Returns how many faults there have been. */
    long faults() {
        return faults.get();
    }

    /** Stops to listen and ends every connection. Harmless when repeated. */
    @Override
    public void close() {
        if (door.isClosed()) {
            return;
        }
        try {
            door.close();
        } catch (IOException e) {
            LOG.debug("{}: {}", this, e.getMessage());
        }
        connections.forEach(ProxiedConnection::close);
        FreePorts.giveBack(port);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                pass(door.accept());
            } catch (IOException e) {
                LOG.trace("{}: {}", this, e.getMessage());
            }
        }
    }

    private void pass(Socket client) {
        ProxiedConnection connection =
                new ProxiedConnection(client, towardsServer, towardsClients, connections::remove);
        connections.add(connection);
        if (cut) {
            connection.reset();
        } else if (door.isClosed()) {
            connection.close();
        } else {
            connection.open(target);
        }
    }

    /** Returns where the proxy listens and where it leads. */
    @Override
    public String toString() {
        return "proxy " + port + " to " + target;
    }
}
