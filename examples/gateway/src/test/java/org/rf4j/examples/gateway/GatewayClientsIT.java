package org.rf4j.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What clients may do, and what becomes of those who do something else. */
class GatewayClientsIT extends GatewayTests {

    @Test
    void whoReadsSlowlyIsSentAwayAndHoldsUpNobody() throws Exception {
        Gateway gateway = gateway(
                "lettuce",
                GatewaySettings.of("one", 0).withLimits(GatewaySettings.Limits.DEFAULT.withQueue(100, 100_000)));
        Chatter fast = closing(Chatter.in("slow", gateway.address(), "fast"));
        CompletableFuture<String> sentAway = new CompletableFuture<>();
        WebSocket slow = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(gateway.address().replace("http", "ws") + "/ws?name=slow"), new Sleepy(sentAway))
                .get();
        slow.sendText("{\"type\":\"join\",\"room\":\"slow\"}", true).get();

        String text = "x".repeat(1900);
        for (int i = 0; i < 20_000 && !slowClients(gateway).endsWith(" 1.0"); i++) {
            fast.say("slow", text);
            if (i % 50 == 49) {
                Waiting.until(
                        "the fast one has what it said",
                        () -> fast.heard().size() == fast.said().size());
            }
        }

        assertThat(slowClients(gateway)).endsWith(" 1.0");
        Waiting.until(
                "the fast one has everything",
                () -> fast.heard().size() == fast.said().size());
        assertThat(fast.refusals()).isEmpty();
        slow.request(Long.MAX_VALUE);
        assertThat(sentAway.get(30, java.util.concurrent.TimeUnit.SECONDS)).startsWith("1013 too slow");
    }

    private static String slowClients(Gateway gateway) {
        return get(gateway.address() + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("gateway_clients_slow_total"))
                .findFirst()
                .orElseThrow();
    }

    /** Reads nothing of its own accord. */
    private record Sleepy(CompletableFuture<String> sentAway) implements WebSocket.Listener {

        @Override
        public void onOpen(WebSocket opened) {
            // Asks for nothing.
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            sentAway.complete(status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            sentAway.completeExceptionally(failure);
        }
    }

    @Test
    void whatMakesNoSenseIsAnsweredAndHarmsNobody() {
        Gateway gateway = gateway("one");
        Chatter chatter = closing(Chatter.in("sense", gateway.address(), "chatter"));
        Map<String, String> frames = Map.ofEntries(
                Map.entry("{", "bad-json"),
                Map.entry("[1]", "bad-json"),
                Map.entry("\"text\"", "bad-json"),
                Map.entry("{\"type\":\"shout\"}", "unknown-type"),
                Map.entry("{}", "unknown-type"),
                Map.entry("{\"type\":\"join\",\"room\":\"../etc\"}", "bad-room"),
                Map.entry("{\"type\":\"join\"}", "bad-room"),
                Map.entry("{\"type\":\"say\",\"room\":\"sense\",\"uid\":\"1\",\"text\":\"x\"}", "bad-uid"),
                Map.entry("{\"type\":\"say\",\"room\":\"sense\",\"uid\":\"12345678\",\"text\":\" \"}", "bad-text"),
                Map.entry("{\"type\":\"say\",\"room\":\"other\",\"uid\":\"12345678\",\"text\":\"x\"}", "not-in-room"),
                Map.entry("{\"type\":\"fetch\",\"room\":\"sense\",\"after\":\"soon\"}", "bad-id"),
                Map.entry("{\"type\":\"say\",\"text\":\"" + "x".repeat(9000) + "\"}", "too-large"));
        int answers = 0;
        for (Map.Entry<String, String> frame : frames.entrySet()) {
            chatter.client().sendRaw(frame.getKey());
            int expected = ++answers;
            Waiting.until("it is answered", () -> chatter.refusals().size() >= expected);
            assertThat(chatter.refusals().get(expected - 1))
                    .as(frame.getKey().substring(0, Math.min(60, frame.getKey().length())))
                    .startsWith(frame.getValue() + ": ");
        }
        for (int i = 0; i < 20; i++) {
            chatter.client().join("room-" + i);
        }
        Waiting.until("too many rooms", () -> chatter.refusals().toString().contains("too-many-rooms"));

        chatter.say("sense", "still here");
        Waiting.until("it works on", () -> chatter.texts().contains("still here"));
    }

    @Test
    void aFrameMuchTooLargeAndEndlessErrorsCloseTheConnection() throws Exception {
        Gateway gateway = gateway("one");
        assertThat(closeReason(gateway, "x".repeat(100_000), 1)).startsWith("1009");
        assertThat(closeReason(gateway, "nonsense", 60)).startsWith("1008 too many errors");
    }

    private static String closeReason(Gateway gateway, String frame, int times) throws Exception {
        CompletableFuture<String> sentAway = new CompletableFuture<>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(gateway.address().replace("http", "ws") + "/ws"), new Sleepy(sentAway))
                .get();
        socket.request(Long.MAX_VALUE);
        for (int i = 0; i < times && !sentAway.isDone(); i++) {
            socket.sendText(frame, true).exceptionally(gone -> socket).get();
        }
        return sentAway.get(30, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void binaryFramesAreRefused() throws Exception {
        Gateway gateway = gateway("one");
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = HTTP.newWebSocketBuilder()
                .buildAsync(URI.create(gateway.address().replace("http", "ws") + "/ws"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        if (data.toString().contains("error")) {
                            answer.complete(data.toString());
                        }
                        from.request(1);
                        return null;
                    }
                })
                .get();
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).get();
        assertThat(answer.get(30, java.util.concurrent.TimeUnit.SECONDS)).contains("\"binary\"");
        socket.abort();
    }

    @Test
    void whoComesFromElsewhereOrShowsNoTokenIsNotLetIn() {
        Gateway open = gateway("one");
        Gateway closed = gateway("lettuce", GatewaySettings.of("two", 0).withToken("open-sesame"));

        assertThat(handshake(open, "", open.address())).isEqualTo(101);
        assertThat(handshake(open, "", "https://evil.example.org")).isEqualTo(403);
        assertThat(handshake(closed, "", null)).isEqualTo(401);
        assertThat(handshake(closed, "?token=open-barley", null)).isEqualTo(401);
        assertThat(handshake(closed, "?token=open-sesame", null)).isEqualTo(101);
        assertThat(post(closed.address() + "/fault/kill/primary", null).statusCode())
                .isEqualTo(401);
        assertThat(post(open.address() + "/fault/kill/primary", "https://evil.example.org")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(open.address() + "/fault/kill/nobody", null).body()).contains("no server 'nobody'");
        assertThat(post(open.address() + "/fault/drown/primary", null).body()).contains("'drown'");
    }

    private static int handshake(Gateway gateway, String query, @Nullable String origin) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        try {
            builder.buildAsync(
                            URI.create(gateway.address().replace("http", "ws") + "/ws" + query),
                            new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    @Test
    void somebodyElsesServersAreLeftAlone() {
        Gateway gateway = closing(Gateway.start(GatewaySettings.of("one", 0), config("lettuce"), null));
        assertThat(post(gateway.address() + "/fault/kill/primary", null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void itIsAliveAndReadyAndCountsWhatItDoes() {
        Gateway gateway = gateway("one");
        closing(Chatter.in("counted", gateway.address(), "one"));
        assertThat(get(gateway.address() + "/health").statusCode()).isEqualTo(200);
        assertThat(get(gateway.address() + "/ready").statusCode()).isEqualTo(200);
        assertThat(get(gateway.address() + "/metrics").body())
                .contains("gateway_clients 1.0", "gateway_rooms 1.0", "gateway_publish_seconds_count");
        assertThat(get(gateway.address() + "/").body()).contains("<title>RF4J gateway</title>");

        servers.servers().forEach(server -> servers.fault("freeze", server.name()));
        HttpResponse<String> ready = get(gateway.address() + "/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"problems\":[\"");
        assertThat(get(gateway.address() + "/health").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(URI.create(address)).build());
    }

    private static HttpResponse<String> post(String address, @Nullable String origin) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address)).POST(HttpRequest.BodyPublishers.noBody());
        if (origin != null) {
            request.header("Origin", origin);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    @Test
    void settingsThatMakeNoSenseAreToldAtOnce() {
        assertThatThrownBy(() -> GatewaySettings.of("one", 0).withEnvironment(Map.of("GATEWAY_ORIGINS", "evil")))
                .hasMessageContaining("'evil'");
        assertThatThrownBy(() -> GatewaySettings.of("one", 0).withEnvironment(Map.of("GATEWAY_TOKEN", " ")))
                .hasMessageContaining("GATEWAY_TOKEN is empty");
        assertThat(GatewaySettings.of("one", 0).withToken("secret").toString()).doesNotContain("secret");
    }
}
