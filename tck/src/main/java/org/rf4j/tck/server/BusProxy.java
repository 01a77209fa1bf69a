package org.rf4j.tck.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the cluster bus of one node and the others. Who opens a link says so in the first message it sends,
 * so that a proxy can tell the links of one node from those of another, though all come from the same address.
 */
final class BusProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BusProxy.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int BACKLOG = 128;
    // Signature, total length, version, port, type, count, two epochs and an offset come before the sender's id.
    private static final int SENDER_OFFSET = 40;
    private static final int SENDER_LENGTH = 40;

    private final Set<String> cut;
    private final int port = FreePorts.take();
    private final ServerSocket server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Target target;

    /**
     * Begins to listen, and refuses everything before it is {@linkplain #open opened}.
     *
     * @param cut the ids of the nodes that are cut off, which changes
     */
    BusProxy(Set<String> cut) {
        this.cut = cut;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        } catch (IOException e) {
            FreePorts.giveBack(port);
            throw new RedisServerException("cannot listen for the cluster bus on port " + port, e);
        }
        run("accept", this::accept);
    }

    int port() {
        return port;
    }

    /** Lets links pass to a node. */
    void open(String id, int busPort) {
        target = new Target(id, busPort);
    }

    /** Drops the links that are cut by now. */
    void dropCut() {
        links.stream().filter(this::isCut).forEach(Link::close);
    }

    @Override
    public void close() {
        closeQuietly(server);
        links.forEach(Link::close);
        FreePorts.giveBack(port);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Target to = target;
                if (to == null || cut.contains(to.id)) {
                    closeQuietly(near);
                } else {
                    Link link = new Link(near, to);
                    links.add(link);
                    run("link", () -> serve(link));
                }
            } catch (IOException e) {
                LOG.trace("bus proxy on port {}: {}", port, e.getMessage());
            }
        }
    }

    private void serve(Link link) {
        try {
            byte[] head = new byte[SENDER_OFFSET + SENDER_LENGTH];
            new DataInputStream(link.near.getInputStream()).readFully(head);
            link.sender = new String(head, SENDER_OFFSET, SENDER_LENGTH, StandardCharsets.US_ASCII);
            if (isCut(link) || server.isClosed()) {
                return;
            }
            link.far.connect(new InetSocketAddress(RedisProcess.HOST, link.to.busPort), CONNECT_MILLIS);
            link.far.setTcpNoDelay(true);
            link.near.setTcpNoDelay(true);
            link.far.getOutputStream().write(head);
            run("link-back", () -> pass(link, link.far, link.near));
            pass(link, link.near, link.far);
        } catch (IOException e) {
            LOG.trace("bus link to port {}: {}", link.to.busPort, e.getMessage());
        } finally {
            link.close();
            links.remove(link);
        }
    }

    private static void pass(Link link, Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOG.trace("bus link to port {}: {}", link.to.busPort, e.getMessage());
        } finally {
            link.close();
        }
    }

    private boolean isCut(Link link) {
        String sender = link.sender;
        return cut.contains(link.to.id) || (sender != null && cut.contains(sender));
    }

    private void run(String what, Runnable task) {
        Thread thread = new Thread(task, "rf4j-tck-bus-" + port + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception ignored) {
            // Nothing is left to be done with it.
        }
    }

    private record Target(String id, int busPort) {}

    /** A connection of one node to another, in two parts. */
    private static final class Link {

        private final Socket near;
        private final Socket far = new Socket();
        private final Target to;
        private volatile @Nullable String sender;

        private Link(Socket near, Target to) {
            this.near = near;
            this.to = to;
        }

        private void close() {
            closeQuietly(near);
            closeQuietly(far);
        }
    }
}
