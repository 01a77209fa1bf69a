package org.rf4j.tck.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server process, a Redis server or a sentinel, and what can be done to it.
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
    private static final int START_ATTEMPTS = 5;
    private static final int LINES_IN_MESSAGES = 20;

    private volatile RedisProcessSettings settings;
    private final Path directory;
    private volatile int port;
    private final @Nullable FaultProxy proxy;
    private volatile @Nullable Process process;
    private volatile boolean frozen;
    private volatile boolean closed;
    private volatile long disturbances;

    /** Prepares a server; nothing is started before {@link #start()}. */
    public RedisProcess(RedisProcessSettings settings) {
        this.settings = settings;
        this.directory = Reaper.get().newDirectory(settings.role());
        this.port = settings.port() == 0 ? FreePorts.take() : settings.port();
        this.proxy = settings.isProxied() ? FaultProxy.to(new NodeAddress(HOST, port)) : null;
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
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        disturbances++;
        LOG.info("{}: kill", this);
        running.destroyForcibly();
        awaitExit(running);
    }

    /** Asks the process to end ({@code SIGTERM}), kills it if that takes more than 2 s, and waits until it is gone. */
    public synchronized void stop() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        disturbances++;
        LOG.info("{}: stop", this);
        if (!frozen) {
            running.destroy();
            try {
                if (running.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                    awaitExit(running);
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        running.destroyForcibly();
        awaitExit(running);
    }

    /**
     * Stops the process from running ({@code SIGSTOP}) with its connections open: to its peers it looks like a machine
     * that has lost its network. Waits until it stands still.
     *
     * @throws IllegalStateException if the process is not alive
     */
    public synchronized void freeze() {
        if (!isAlive()) {
            throw new IllegalStateException(this + " is not alive and cannot be frozen");
        }
        if (frozen) {
            return;
        }
        disturbances++;
        LOG.info("{}: freeze", this);
        ProcessSignal.STOP.send(pid());
        ProcessSignal.awaitStopped(pid(), true);
        frozen = true;
    }

    /** Lets a frozen process go on ({@code SIGCONT}), and waits until it does. */
    public synchronized void thaw() {
        if (!isFrozen()) {
            return;
        }
        disturbances++;
        LOG.info("{}: thaw", this);
        ProcessSignal.CONTINUE.send(pid());
        ProcessSignal.awaitStopped(pid(), false);
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
        if (Files.exists(configurationFile())) {
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
        Process running = process;
        return running != null && running.isAlive();
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

    /** Returns the address that the server announces, on the loopback interface: its proxy's, if it has one. */
    public NodeAddress address() {
        return proxy == null ? new NodeAddress(HOST, port) : proxy.address();
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
     */
    public long pid() {
        Process last = process;
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
        TlsMaterial tls = settings.tls();
        RespConnection connection = RespConnection.connect(HOST, port, timeout, tls == null ? null : tls.context());
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
        StringBuilder text = new StringBuilder();
        for (Path file : List.of(directory.resolve("out"), directory.resolve("log"))) {
            try {
                if (Files.exists(file)) {
                    text.append(Files.readString(file));
                }
            } catch (IOException e) {
                text.append("(cannot read ").append(file).append(": ").append(e).append(")\n");
            }
        }
        return text.toString();
    }

    /** Returns the configuration file as it is now: original, or rewritten by the server. */
    public String configuration() {
        try {
            return Files.readString(configurationFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the process and removes its directory. Harmless when repeated. */
    @Override
    public synchronized void close() {
        kill();
        if (!closed) {
            closed = true;
            if (proxy != null) {
                proxy.close();
            }
            FreePorts.giveBack(port);
            Reaper.delete(directory);
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

    private Path configurationFile() {
        // The port in the name is how the reaper recognises the process.
        return directory.resolve(port + ".conf");
    }

    private void writeConfiguration(RedisProcessSettings from) {
        if (closed) {
            throw new IllegalStateException(this + " is closed");
        }
        try {
            Files.write(
                    configurationFile(),
                    from.configuration(port, directory.toString(), proxy == null ? null : proxy.address()));
            if (proxy != null) {
                proxy.leadTo(new NodeAddress(HOST, port));
            }
        } catch (IOException e) {
            throw new RedisServerException("cannot write the configuration of " + this + ": " + e.getMessage(), e);
        }
    }

    private void launch() {
        long began = System.nanoTime();
        List<String> command = new ArrayList<>();
        command.add(RedisBinary.find().path().toString());
        command.add(configurationFile().toString());
        if (settings.sentinel()) {
            command.add("--sentinel");
        }
        Process started;
        try {
            started = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("out").toFile()))
                    .start();
            watch(started);
            started.getOutputStream().close();
        } catch (IOException e) {
            throw new RedisServerException("cannot start " + this + ": " + e.getMessage(), e);
        }
        process = started;
        frozen = false;
        String state = FirstAnswer.await(this, started, began);
        if (state != null) {
            started.destroyForcibly();
            awaitExit(started);
            String text = "%s did not come up: %s. The end of its log:%n%s"
                    .formatted(this, state, lastLines(log(), LINES_IN_MESSAGES));
            throw log().contains("Failed listening on port")
                    ? new PortTakenException(text)
                    : new RedisServerException(text);
        }
        LOG.debug("{}: up after {} ms, pid {}", this, (System.nanoTime() - began) / 1_000_000, started.pid());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the reaper to forget
    private void watch(Process started) {
        Reaper.get().watch(started.pid(), port);
        started.onExit().thenAccept(ended -> Reaper.get().forget(ended.pid()));
    }

    private void awaitExit(Process running) {
        // Without an end on purpose: a killed process goes, and nothing may be done to its port before.
        boolean interrupted = false;
        while (true) {
            try {
                running.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        frozen = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String lastLines(String text, int count) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
