package org.rf4j.tck.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that leads through a {@link FaultProxy}: two sockets, and two threads for each direction. */
final class ProxiedConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ProxiedConnection.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int CHUNK = 16 * 1024;
    private static final int CHUNKS = 64;

    private final Socket client;
    private final Socket server = new Socket();
    private final NetworkConditions towardsServer;
    private final NetworkConditions towardsClient;
    private final Consumer<ProxiedConnection> onEnd;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ended = new AtomicBoolean();

    ProxiedConnection(
            Socket client,
            NetworkConditions towardsServer,
            NetworkConditions towardsClient,
            Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.towardsServer = towardsServer;
        this.towardsClient = towardsClient;
        this.onEnd = onEnd;
    }

    /** Connects to the server, as soon as anything passes, and begins to pass on. */
    void open(NodeAddress target) {
        start("connect", () -> {
            towardsServer.await(towardsServer.dueNanos());
            server.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            pass("out", client, server, towardsServer);
            pass("back", server, client, towardsClient);
        });
    }

    /** Ends both sides at once, so that their peers see a reset connection. */
    void reset() {
        for (Socket socket : new Socket[] {client, server}) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                LOG.trace("a connection is gone already: {}", e.getMessage());
            }
        }
        close();
    }

    void close() {
        if (ended.compareAndSet(false, true)) {
            closeQuietly(client);
            closeQuietly(server);
            threads.forEach(Thread::interrupt);
            onEnd.accept(this);
        }
    }

    private void pass(String direction, Socket from, Socket to, NetworkConditions conditions) {
        BlockingQueue<Chunk> underWay = new ArrayBlockingQueue<>(CHUNKS);
        start(direction + "-read", () -> {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[CHUNK];
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    underWay.put(new Chunk(conditions.dueNanos(), Arrays.copyOf(buffer, read)));
                }
            } finally {
                // The end passes like everything before it.
                underWay.put(new Chunk(conditions.dueNanos(), new byte[0]));
            }
        });
        start(direction + "-write", () -> {
            for (Chunk chunk = underWay.take(); ; chunk = underWay.take()) {
                conditions.await(chunk.dueNanos);
                if (chunk.bytes.length == 0) {
                    close();
                    return;
                }
                to.getOutputStream().write(chunk.bytes);
            }
        });
    }

    private void start(String name, Work work) {
        run("rf4j-tck-proxied-" + name, () -> {
            threads.add(Thread.currentThread());
            try {
                if (!ended.get()) {
                    work.run();
                }
            } catch (IOException e) {
                LOG.trace("{}: {}", name, e.getMessage());
                if (!name.endsWith("-read")) {
                    close();
                }
            } catch (InterruptedException e) {
                close();
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
    }

    static void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.trace("a connection is gone already: {}", e.getMessage());
        }
    }

    /** What takes its time and may come to nothing. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** What was read at once, empty at the end. */
    private static final class Chunk {

        private final long dueNanos;
        private final byte[] bytes;

        private Chunk(long dueNanos, byte[] bytes) {
            this.dueNanos = dueNanos;
            this.bytes = bytes;
        }
    }
}
