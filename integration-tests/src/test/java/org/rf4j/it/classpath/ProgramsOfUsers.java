package org.rf4j.it.classpath;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.rf4j.tck.server.SingleServer;

/** Programs in virtual machines of their own, with a server to connect to. */
abstract class ProgramsOfUsers {

    static SingleServer server;

    /** The compiled programs, with nothing else. */
    @TempDir
    static Path program;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        server = SingleServer.start();
        Programs.copyTo(program);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Returns a virtual machine that is told of the server. */
    final Jvm jvm() {
        return new Jvm(directory, server.endpoint());
    }
}
