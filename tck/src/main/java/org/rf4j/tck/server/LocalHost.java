package org.rf4j.tck.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs servers as processes of this machine. */
final class LocalHost implements ServerHost {

    static final LocalHost INSTANCE = new LocalHost();

    private LocalHost() {}

    @Override
    public RunningServer start(Start server) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(RedisBinary.find().path().toString());
        command.add(server.configuration().toString());
        if (server.sentinel()) {
            command.add("--sentinel");
        }
        Process process = new ProcessBuilder(command)
                .directory(server.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        server.directory().resolve("out").toFile()))
                .start();
        watch(process, server.port());
        process.getOutputStream().close();
        return new LocalServer(process);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the reaper to forget
    private static void watch(Process started, int port) {
        Reaper.get().watch(started.pid(), port);
        started.onExit().thenAccept(ended -> Reaper.get().forget(ended.pid()));
    }

    /** One of the processes. */
    private record LocalServer(Process process) implements RunningServer {

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public String exit() {
            return "it ended with exit code " + process.exitValue();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
            awaitExit();
        }

        @Override
        public boolean terminate(Duration limit) throws InterruptedException {
            process.destroy();
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void freeze() {
            ProcessSignal.STOP.send(pid());
            ProcessSignal.awaitStopped(pid(), true);
        }

        @Override
        public void thaw() {
            ProcessSignal.CONTINUE.send(pid());
            ProcessSignal.awaitStopped(pid(), false);
        }

        @Override
        public long pid() {
            return process.pid();
        }

        private void awaitExit() {
            // Without an end on purpose: a killed process goes, and nothing may be done to its port before.
            boolean interrupted = false;
            while (true) {
                try {
                    process.waitFor();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
