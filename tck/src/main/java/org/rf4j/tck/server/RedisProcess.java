package org.rf4j.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server, a Redis server or a sentinel, and what can be done to it. It is a process of this machine, or runs in a
 * container; of somebody else's ({@link ExternalServers}) only that can be used which needs no power over it.
 *
 * <p>The process keeps its port and its working directory from one start to the next, unless it is told otherwise.
 * {@link #close()} ends it and removes the directory; should it never be called, the same happens when this virtual
 * machine ends.
 *
 * <p>Thread-safe. Methods that change the state of the process block until the change is seen, and exclude one
 * another; asking for the state never waits. What is already so is no error: killing what is dead, thawing what is not
 * frozen.
 */
public final class RedisProcess implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(RedisProcess.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);
    private static final long LONG_DEATH_MILLIS = 250;
    private static final int START_ATTEMPTS = 5;
    private static final int LINES_IN_MESSAGES = 20;

    private volatile RedisProcessSettings settings;
    private final String host;
    private final @Nullable ServerHost runner;
    private final @Nullable ServerFiles files;
    private final @Nullable SSLContext tls;
    private volatile int port;
    private final @Nullable FaultProxy proxy;
    private volatile @Nullable RunningServer running;
    private volatile boolean frozen;
    private volatile boolean closed;
    private volatile long disturbances;

    /** Prepares a server; nothing is started before {@link #start()}. */
    public RedisProcess(RedisProcessSettings settings) {
        TlsMaterial material = settings.tls();
        this.settings = settings;
        this.host = HOST;
        this.runner = ServerHost.chosen();
        this.tls = material == null ? null : material.context();
        this.files = new ServerFiles(settings);
        this.port = settings.port() == 0 ? FreePorts.take() : settings.port();
        this.proxy = settings.isProxied() ? FaultProxy.to(new NodeAddress(HOST, port)) : null;
    }

    /**
     * Stands for a server that somebody else has started.
     *
     * @param settings its role, and the credentials of the fixture's own connections
     * @param tls how to connect to it, {@code null} for plain TCP
     */
    RedisProcess(NodeAddress address, RedisProcessSettings settings, @Nullable SSLContext tls) {
        this.settings = settings;
        this.host = address.host();
        this.port = address.port();
        this.tls = tls;
        this.runner = null;
        this.files = null;
        this.proxy = null;
        this.running = new ForeignServer();
    }

    /** Starts a server and returns it; see {@link #start()}. */
    public static RedisProcess start(RedisProcessSettings settings) {
        RedisProcess server = new RedisProcess(settings);
        try {
            server.start();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Starts the server with the configuration of its settings and waits, for at most 10 s, until it answers. If it
     * chose its port itself and somebody else took that meanwhile, it takes another, on the first start only.
     *
     * @throws RedisServerException if the server does not come up; the message holds the end of its log
     * @throws IllegalStateException if the server is closed
     */
    public void start() {
        startOnce(settings);
    }

    /** Starts the server with other settings, which are forgotten when it is started again. */
    synchronized void startOnce(RedisProcessSettings once) {
        if (isAlive()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            writeConfiguration(once);
            try {
                launch();
                return;
            } catch (PortTakenException e) {
                if (settings.port() != 0 || disturbances > 0 || attempt == START_ATTEMPTS) {
                    throw e;
                }
                LOG.debug("{}: port {} was taken meanwhile, choosing another", settings.role(), port);
                FreePorts.giveBack(port);
                port = FreePorts.take();
            }
        }
    }

    /** Starts a server that is down with other settings, which are its original ones from then on. */
    synchronized void startAs(RedisProcessSettings other) {
        if (!isAlive()) {
            settings = other;
            start();
        }
    }

    /** Kills the process ({@code SIGKILL}), frozen or not, and waits until it is gone. */
    public synchronized void kill() {
        RunningServer server = alive();
        if (server != null) {
            disturbances++;
            LOG.info("{}: kill", this);
            kill(server);
        }
    }

    /** Asks the process to end ({@code SIGTERM}), kills it if that takes more than 2 s, and waits until it is gone. */
    public synchronized void stop() {
        RunningServer server = alive();
        if (server == null) {
            return;
        }
        disturbances++;
        LOG.info("{}: stop", this);
        try {
            if (!frozen && server.terminate(STOP_LIMIT)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill(server);
    }

    private void kill(RunningServer server) {
        long began = System.nanoTime();
        server.kill();
        frozen = false;
        long millis = (System.nanoTime() - began) / 1_000_000;
        if (millis > LONG_DEATH_MILLIS) {
            // Meanwhile others may have replaced it, which surprises whoever waits to see it gone.
            LOG.warn("{}: took {} ms to go after it was killed", this, millis);
        }
    }

    private @Nullable RunningServer alive() {
        RunningServer server = running;
        return server != null && server.isAlive() ? server : null;
    }

    /**
     * Stops the process from running ({@code SIGSTOP}) with its connections open: to its peers it looks like a machine
     * that has lost its network. Waits until it stands still.
     *
     * @throws IllegalStateException if the process is not alive
     */
    public synchronized void freeze() {
        RunningServer server = alive();
        if (server == null) {
            throw new IllegalStateException(this + " is not alive and cannot be frozen");
        }
        if (frozen) {
            return;
        }
        disturbances++;
        LOG.info("{}: freeze", this);
        server.freeze();
        frozen = true;
    }

    /** Lets a frozen process go on ({@code SIGCONT}), and waits until it does. */
    public synchronized void thaw() {
        RunningServer server = alive();
        if (server == null || !frozen) {
            return;
        }
        disturbances++;
        LOG.info("{}: thaw", this);
        server.thaw();
        frozen = false;
    }

    /**
     * Starts the server on the same port with the <em>original</em> configuration, killing it first if it is alive. A
     * former primary thus comes back believing that it is one, as a machine does that was set up before the failover.
     *
     * @throws RedisServerException if the server does not come up
     */
    public synchronized void restart() {
        kill();
        disturbances++;
        LOG.info("{}: restart", this);
        start();
    }

    /**
     * Starts the server on the same port with the configuration file as the server itself has rewritten it, killing it
     * first if it is alive. Sentinels rewrite theirs at every change, and replicas when a sentinel tells them to.
     *
     * @throws RedisServerException if the server does not come up
     */
    public synchronized void restartKeepingConfiguration() {
        kill();
        disturbances++;
        LOG.info("{}: restart, keeping its configuration", this);
        if (Files.exists(files().configuration(port))) {
            launch();
        } else {
            start();
        }
    }

    /**
     * Starts the server with its original configuration on another port, which it keeps from then on, killing it first if
     * it is alive. Nobody is told where it is; the old port is given to no other server of this virtual machine.
     *
     * @throws RedisServerException if the server does not come up
     */
    public synchronized void restartElsewhere() {
        kill();
        disturbances++;
        int before = port;
        port = FreePorts.take();
        LOG.info("{}: restart, on port {} before", this, before);
        start();
    }

    /** Returns whether the process exists, frozen or not. */
    public boolean isAlive() {
        return alive() != null;
    }

    /** Returns whether the process is alive and frozen. */
    public boolean isFrozen() {
        return frozen && isAlive();
    }

    /** Returns the name in logs. */
    public String role() {
        return settings.role();
    }

    /**
     * Returns the port at which the server itself listens, which stays the same from the first start on, but for {@link
     * #restartElsewhere()}.
     */
    public int port() {
        return port;
    }

    /** Returns the address that the server announces: its proxy's, if it has one. */
    public NodeAddress address() {
        return proxy == null ? new NodeAddress(host, port) : proxy.address();
    }

    /**
     * Returns the proxy that the server announces as its own address.
     *
     * @throws IllegalStateException if it has none
     */
    public FaultProxy proxy() {
        if (proxy == null) {
            throw new IllegalStateException(
                    this + " has no proxy; start it with proxied() in its settings, or with those of its deployment");
        }
        return proxy;
    }

    /** Ends what was done to the network of the server. */
    void healNetwork() {
        if (proxy != null) {
            proxy.heal();
        }
    }

    /**
     * Returns the id of the process, alive or dead.
     *
     * @throws IllegalStateException if it was never started
     * @throws UnsupportedOperationException if it runs in a container
     */
    public long pid() {
        RunningServer last = running;
        if (last == null) {
            throw new IllegalStateException(this + " was never started");
        }
        return last.pid();
    }

    /**
     * Opens a connection to the server itself, past its proxy, with the credentials of the settings, and with TLS where
     * they say so. Blocks for at most the timeout per read.
     *
     * @throws UncheckedIOException if the server does not accept it in time
     * @throws RespErrorException if the server refuses the credentials
     */
    public RespConnection connect(Duration timeout) {
        RespConnection connection = RespConnection.connect(host, port, timeout, tls);
        String password = settings.password();
        if (password != null) {
            try {
                connection.authenticate(settings.user(), password);
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    /**
     * Gives a user a new password, which is the only one then ({@code ACL SETUSER}); creates the user without rights if
     * there is none. Connections that are authenticated stay so, as Redis has it.
     *
     * @throws IllegalArgumentException for the user of the fixture's own connections, which would be locked out
     */
    public void rotatePassword(String user, String password) {
        String own = settings.user();
        if (user.equals(own == null ? "default" : own)) {
            throw new IllegalArgumentException(
                    "the fixture itself is the user '" + user + "' and would be locked out; rotate another");
        }
        Command.tell(this, "ACL", "SETUSER", user, "on", "resetpass", ">" + password);
    }

    /** Returns everything the server has logged since its first start. */
    public String log() {
        return files().log();
    }

    /** Returns the configuration file as it is now: original, or rewritten by the server. */
    public String configuration() {
        return files().readConfiguration(port);
    }

    /** Kills the process and removes its directory; leaves a server of somebody else's as it is. Harmless when repeated. */
    @Override
    public synchronized void close() {
        if (files == null) {
            return;
        }
        kill();
        if (!closed) {
            closed = true;
            if (proxy != null) {
                proxy.close();
            }
            FreePorts.giveBack(port);
            files.delete();
        }
    }

    /** Returns role and port. */
    @Override
    public String toString() {
        return settings.role() + ":" + port;
    }

    RedisProcessSettings settings() {
        return settings;
    }

    /** Returns how many things have been done to the process since it was first started. */
    long disturbances() {
        return disturbances + (proxy == null ? 0 : proxy.faults());
    }

    /** Returns whether it can be killed, frozen and started; otherwise it is somebody else's. */
    boolean isOurs() {
        return files != null;
    }

    /**
     * Lets a test be skipped that is about to do something to this server, if it is somebody else's.
     *
     * @throws org.opentest4j.TestAbortedException if it is; so does each method that needs power over it
     */
    public void requireOurs() {
        files();
    }

    private ServerFiles files() {
        if (files == null) {
            throw new NotOursException();
        }
        return files;
    }

    private void writeConfiguration(RedisProcessSettings from) {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        try {
            String directory = files().directory().toString();
            files().writeConfiguration(port, from.configuration(port, directory, proxy == null ? null : address()));
            if (proxy != null) {
                proxy.leadTo(new NodeAddress(HOST, port));
            }
        } catch (IOException e) {
            throw new RedisServerException("cannot write the configuration of " + this + ": " + e.getMessage(), e);
        }
    }

    private void launch() {
        long began = System.nanoTime();
        RunningServer started;
        try {
            started = Objects.requireNonNull(runner)
                    .start(new ServerHost.Start(
                            role(), port, settings.sentinel(), files().directory(), files().configuration(port)));
        } catch (IOException e) {
            throw new RedisServerException("cannot start " + this + ": " + e.getMessage(), e);
        }
        running = started;
        frozen = false;
        String state = FirstAnswer.await(this, started, files().configuration(port), began);
        if (state != null) {
            started.kill();
            String text = "%s did not come up: %s. The end of its log:%n%s"
                    .formatted(this, state, files().lastLines(LINES_IN_MESSAGES));
            throw log().contains("Failed listening on port")
                    ? new PortTakenException(text)
                    : new RedisServerException(text);
        }
        LOG.debug("{}: up after {} ms", this, (System.nanoTime() - began) / 1_000_000);
    }
}
