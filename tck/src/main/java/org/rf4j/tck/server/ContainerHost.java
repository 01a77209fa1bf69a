package org.rf4j.tck.server;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.WaitResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * Runs servers in containers, through Testcontainers. They share the network of this machine, so that the address a
 * server announces is the same for its peers and its clients, and the directories of the kit, under the same path.
 */
final class ContainerHost implements ServerHost {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerHost.class);
    private static final ConcurrentMap<String, ContainerHost> HOSTS = new ConcurrentHashMap<>();
    private static final String EXECUTABLE = "redis-server";
    private static final Pattern VERSION = Pattern.compile("v=(\\S+)");

    private final DockerImageName image;
    private final DockerClient engine;

    private ContainerHost(String image) {
        this.image = DockerImageName.parse(image);
        this.engine = engine();
    }

    /**
     * Returns what runs servers of an image.
     *
     * @throws RedisServerException if there is no container engine on this machine
     */
    static ContainerHost of(String image) {
        return HOSTS.computeIfAbsent(image, ContainerHost::new);
    }

    private static DockerClient engine() {
        String address;
        DockerClient client;
        try {
            client = DockerClientFactory.instance().client();
            address = DockerClientFactory.instance().dockerHostIpAddress();
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return client;
            }
        } catch (IllegalStateException | DockerException | IOException none) {
            throw new RedisServerException(
                    "no container engine can be used: " + none.getMessage()
                            + ". Start one on this machine (DOCKER_HOST says where it listens), or let the servers be"
                            + " embedded",
                    none);
        }
        throw new RedisServerException("the container engine is at " + address
                + ". It has to run on this machine: the servers share its network and its files");
    }

    @Override
    public RunningServer start(Start server) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(server.configuration().toString()));
        if (server.sentinel()) {
            arguments.add("--sentinel");
        }
        Path shared = Reaper.get().directory();
        Path inMemory = Reaper.get().directoryInMemory();
        GenericContainer<?> container = container(shared, arguments)
                .withFileSystemBind(shared.toString(), shared.toString(), BindMode.READ_WRITE)
                .withFileSystemBind(inMemory.toString(), inMemory.toString(), BindMode.READ_WRITE)
                .withWorkingDirectory(server.directory().toString())
                .withStartupCheckStrategy(new NoCheck())
                .waitingFor(new NoWait());
        try {
            container.start();
        } catch (ContainerFetchException | ContainerLaunchException | DockerException failed) {
            container.stop();
            throw new IOException(failed.getMessage() + causes(failed), failed);
        }
        LOG.debug("{}: container {}", server.role(), container.getContainerId());
        return new ContainedServer(engine, container);
    }

    private GenericContainer<?> container(Path ownedByUser, List<String> arguments) throws IOException {
        String user = Files.getAttribute(ownedByUser, "unix:uid") + ":" + Files.getAttribute(ownedByUser, "unix:gid");
        return new GenericContainer<>(image)
                .withNetworkMode("host")
                .withCommand(arguments.toArray(String[]::new))
                // Not what an image starts by itself, which may be a script; and as who can remove the files.
                .withCreateContainerCmdModifier(
                        command -> command.withEntrypoint(EXECUTABLE).withUser(user));
    }

    /** Returns the version that the servers are of, such as {@code 7.0.15}. */
    String version() {
        try (GenericContainer<?> container = container(Reaper.get().directory(), List.of("--version"))
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
            container.start();
            String output = container.getLogs();
            Matcher matcher = VERSION.matcher(output);
            if (!matcher.find()) {
                throw new RedisServerException(image + ": " + EXECUTABLE + " --version answered: " + output.strip());
            }
            return matcher.group(1);
        } catch (ContainerFetchException | ContainerLaunchException | DockerException | IOException e) {
            throw new RedisServerException(
                    "cannot start " + EXECUTABLE + " of the image " + image + ": " + e.getMessage() + causes(e), e);
        }
    }

    /** What Testcontainers throws names the reason at the end of a chain. */
    private static String causes(Throwable failed) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            text.append(": ").append(cause.getMessage());
        }
        return text.toString();
    }

    /** A container counts as started when it was; whether the server answers is looked at elsewhere. */
    private static final class NoCheck extends StartupCheckStrategy {

        @Override
        public StartupStatus checkStartupState(DockerClient client, String containerId) {
            return StartupStatus.SUCCESSFUL;
        }
    }

    private static final class NoWait extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {}
    }

    /** One of the servers, alone in its container. */
    private static final class ContainedServer implements RunningServer {

        private final DockerClient engine;
        private final GenericContainer<?> container;
        private final String id;
        private final CompletableFuture<@Nullable Integer> ended = new CompletableFuture<>();
        private boolean frozen;

        ContainedServer(DockerClient engine, GenericContainer<?> container) {
            this.engine = engine;
            this.container = container;
            this.id = Objects.requireNonNull(container.getContainerId(), "the id of a container that was started");
            engine.waitContainerCmd(id).exec(new ResultCallback.Adapter<WaitResponse>() {
                @Override
                public void onNext(WaitResponse response) {
                    ended.complete(response.getStatusCode());
                }

                @Override
                public void onError(Throwable failed) {
                    // It may be gone already. What else went wrong with the engine, the next command meets as well.
                    LOG.debug("container {}: {}", id, failed.toString());
                    ended.complete(null);
                }
            });
        }

        @Override
        public boolean isAlive() {
            return !ended.isDone();
        }

        @Override
        public String exit() {
            return "its container ended with exit code " + ended.getNow(null) + ", and printed: "
                    + container.getLogs().strip();
        }

        @Override
        public synchronized void kill() {
            if (frozen) {
                // An engine signals no container that is paused; it runs for a moment before it is killed.
                thaw();
            }
            if (isAlive()) {
                engine.killContainerCmd(id).exec();
                ended.join();
            }
            container.stop();
        }

        @Override
        public synchronized boolean terminate(Duration limit) throws InterruptedException {
            engine.killContainerCmd(id).withSignal("TERM").exec();
            try {
                ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                return false;
            } catch (java.util.concurrent.ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
            container.stop();
            return true;
        }

        @Override
        public synchronized void freeze() {
            engine.pauseContainerCmd(id).exec();
            frozen = true;
        }

        @Override
        public synchronized void thaw() {
            engine.unpauseContainerCmd(id).exec();
            frozen = false;
        }

        @Override
        public long pid() {
            throw new UnsupportedOperationException("it runs in a container");
        }
    }
}
