package org.rf4j.tck.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.rf4j.Endpoint;

/** A server that accepts connections and then behaves as no Redis server would. */
final class FakeServer implements AutoCloseable {

    /** What is done with each connection, on a thread of its own; the connection is closed at the end. */
    @FunctionalInterface
    interface Behaviour {
        void serve(Socket connection) throws IOException;
    }

    private final ServerSocket listener;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    private FakeServer(ServerSocket listener) {
        this.listener = listener;
    }

    static FakeServer start(Behaviour behaviour) {
        return start(InetAddress.getLoopbackAddress(), behaviour);
    }

    /** Starts a server that listens on one address alone. */
    static FakeServer start(InetAddress address, Behaviour behaviour) {
        try {
            FakeServer server = new FakeServer(new ServerSocket(0, 50, address));
            thread(() -> server.accept(behaviour));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a fake server", e);
        }
    }

    /** Starts a server that reads everything and never answers. */
    static FakeServer silent() {
        return start(FakeServer::readToTheEnd);
    }

    /** Starts a server that answers the first bytes it gets with these, and then nothing more. */
    static FakeServer answering(byte[] bytes) {
        return start(connection -> {
            if (connection.getInputStream().read() >= 0) {
                connection.getOutputStream().write(bytes);
                readToTheEnd(connection);
            }
        });
    }

    /** Reads until the client closes the connection, which is thereby noticed. */
    static void readToTheEnd(Socket connection) throws IOException {
        connection.getInputStream().skip(Long.MAX_VALUE);
    }

    Endpoint endpoint() {
        return new Endpoint(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    int accepted() {
        return connections.size();
    }

    /** Returns the number of connections that the client has not closed. */
    int open() {
        return open.get();
    }

    private void accept(Behaviour behaviour) {
        try {
            while (true) {
                Socket connection = listener.accept();
                open.incrementAndGet();
                connections.add(connection);
                thread(() -> serve(behaviour, connection));
            }
        } catch (IOException closed) {
            // By close(), which is the only way out.
        }
    }

    private void serve(Behaviour behaviour, Socket connection) {
        try (connection) {
            behaviour.serve(connection);
        } catch (IOException gone) {
            // The client is gone, as it may.
        } finally {
            open.decrementAndGet();
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "contract-fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a fake server", e);
        }
    }
}
