package org.rf4j.examples.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Many clients in many rooms of two gateways, and a primary that is killed in the middle. Prints what was delivered,
 * delayed, recovered and lost, and draws the latencies; ends with an exit status of 1 if anything was lost. The gateways
 * run in a process of their own.
 *
 * <p>System properties: {@code load.provider} (lettuce), {@code load.clients} (1000), {@code load.rooms} (50),
 * {@code load.rate} (2000 messages a second), {@code load.seconds} (10, before the fault and again after),
 * {@code load.fault} (kill or freeze), {@code load.drawing} (where the drawing is written).
 */
public final class GatewayLoad {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String provider = System.getProperty("load.provider", "lettuce");
    private final int clients = Integer.getInteger("load.clients", 1000);
    private final int rooms = Integer.getInteger("load.rooms", 50);
    private final int rate = Integer.getInteger("load.rate", 2000);
    private final int seconds = Integer.getInteger("load.seconds", 10);
    private final String fault = System.getProperty("load.fault", "kill");
    private final HttpClient http = HttpClient.newBuilder()
            .executor(Executors.newFixedThreadPool(2, GatewayLoad::daemon))
            .build();
    private final List<RoomClient> all = new ArrayList<>();
    private final Map<String, Integer> members = new HashMap<>();
    private final LoadReport report = new LoadReport(clients);

    private GatewayLoad() {}

    /**
     * Runs the load.
     *
     * @param args none
     * @throws Exception if the gateways cannot be started or asked
     */
    public static void main(String[] args) throws Exception {
        System.exit(new GatewayLoad().run() ? 0 : 1);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "load-client");
        thread.setDaemon(true);
        return thread;
    }

    private boolean run() throws Exception {
        Process gateways = startGateways();
        try {
            List<String> addresses = addresses(gateways);
            System.out.printf(
                    "RF4J gateway under load: provider %s, %d clients in %d rooms of 2 gateways, %d messages/s, fault %s%n",
                    provider, clients, rooms, rate, fault);
            join(addresses);
            // What was compiled on the way is not what is measured.
            send(seconds * 3 / 2, LoadReport.Phase.WARM_UP);
            await("warm-up is over", report::isQuiet);
            send(seconds, LoadReport.Phase.BEFORE);
            strike(addresses.get(0));
            report.struck();
            send(2, LoadReport.Phase.DURING);
            int more = 0;
            while (!report.isRecovered() && more++ < 30) {
                send(1, LoadReport.Phase.DURING);
            }
            send(seconds, LoadReport.Phase.AFTER);
            await("every message is everywhere", report::isQuiet);
            report.memory(memory(addresses.get(0)));
            return report.print(Path.of(System.getProperty("load.drawing", "target/load-" + provider + ".svg")));
        } finally {
            all.forEach(RoomClient::close);
            gateways.destroy();
            if (!gateways.waitFor(20, TimeUnit.SECONDS)) {
                gateways.destroyForcibly();
            }
        }
    }

    private Process startGateways() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-Dgateway.provider=" + provider,
                        "-Dgateway.instances=2",
                        "-Dgateway.port=0",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> addresses(Process gateways) throws IOException {
        List<String> found = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(gateways.getInputStream(), StandardCharsets.UTF_8));
        while (found.size() < 2) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException(
                        "the gateways have ended: " + gateways.onExit().join().exitValue());
            }
            int at = line.indexOf("open http");
            if (at >= 0) {
                found.add(line.substring(at + "open ".length()).replaceFirst("/$", ""));
            }
        }
        return found;
    }

    private void join(List<String> addresses) {
        for (int i = 0; i < clients; i++) {
            int number = i;
            RoomClient client =
                    new RoomClient(http, addresses.get(i % addresses.size()), "load-" + i, report.listener(number));
            all.add(client);
            client.join(room(i));
            members.merge(room(i), 1, Integer::sum);
            client.connect();
            if (i % 50 == 49) {
                await("client " + i + " is in its room", () -> client.isJoined(room(number)));
            }
        }
        await("everybody is in a room", () -> {
            for (int i = 0; i < clients; i++) {
                if (!all.get(i).isJoined(room(i))) {
                    return false;
                }
            }
            return true;
        });
    }

    private String room(int client) {
        // Both gateways have clients in every room.
        return "room-" + client / 2 % rooms;
    }

    private void send(int forSeconds, LoadReport.Phase phase) {
        long began = System.nanoTime();
        long count = (long) forSeconds * rate;
        for (long i = 0; i < count; i++) {
            long due = began + i * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(200_000);
            }
            int from = (int) (report.said() % clients);
            all.get(from).say(room(from), report.next(phase, members.getOrDefault(room(from), 0)));
        }
    }

    private void strike(String gateway) throws Exception {
        JsonNode servers = Frames.JSON.readTree(get(gateway + "/servers"));
        for (JsonNode server : servers) {
            if (server.path("role").asText().equals("PRIMARY")) {
                String name = server.path("name").asText();
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(gateway + "/fault/" + fault + "/" + name))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(fault + " " + name + ": " + answer.body());
                }
                return;
            }
        }
        throw new IOException("there is no primary among " + servers);
    }

    private String get(String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Returns the heap that both gateways use together, in megabytes. */
    private double memory(String gateway) throws Exception {
        return get(gateway + "/metrics")
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / (1 << 20);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                System.out.println("after " + PATIENCE.toSeconds() + " s it is not so that " + what);
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
