package org.rf4j.tck.server;

import java.io.IOException;
import java.nio.file.Path;
import org.rf4j.tck.internal.ServerChoice;

/** What runs servers. They listen on the loopback interface of this machine, and use files of it, wherever they run. */
interface ServerHost {

    /**
     * What is to be started.
     *
     * @param role its name in logs
     * @param port where it is going to listen
     * @param sentinel whether it is a sentinel
     * @param directory its working directory, where the file {@code out} takes what it prints
     * @param configuration its configuration file
     */
    record Start(String role, int port, boolean sentinel, Path directory, Path configuration) {}

    /**
     * Starts a server; does not wait until it answers.
     *
     * @throws IOException if it cannot be started
     */
    RunningServer start(Start server) throws IOException;

    /** Returns the one that was chosen for this virtual machine. */
    static ServerHost chosen() {
        return switch (ServerChoice.current().source()) {
            case EMBEDDED -> LocalHost.INSTANCE;
            case TESTCONTAINERS -> ContainerHost.of(ServerChoice.current().image());
            case EXTERNAL -> throw new NotOursException();
        };
    }
}
