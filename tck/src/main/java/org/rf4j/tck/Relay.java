package org.rf4j.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.rf4j.Endpoint;
import org.rf4j.tck.server.NodeAddress;

/**
 * A TCP proxy that leads new connections to one server at a time, and leaves those that there are where they are: what a
 * name or a load balancer does when it is changed.
 */
final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile NodeAddress target;

    private Relay(ServerSocket door, NodeAddress target) {
        this.door = door;
        this.target = target;
    }

    static Relay to(NodeAddress target) {
        try {
            Relay relay = new Relay(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), target);
            daemon(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", door.getLocalPort());
    }

    /** Leads new connections to another server. */
    void leadTo(NodeAddress other) {
        target = other;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                sockets.add(client);
                connect(client);
            } catch (IOException closed) {
                // The door is closed, or this one connection came to nothing.
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(target.host(), target.port());
            sockets.add(server);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            daemon(() -> pump(client, server));
            daemon(() -> pump(server, client));
        } catch (IOException away) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // One side has gone; so does the other.
        }
        close(from);
        close(to);
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tck-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
        sockets.forEach(this::close);
    }
}
