package org.rf4j.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.Credentials;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.StartMode;
import org.rf4j.command.Command;
import org.rf4j.command.StreamRange;

/** Gateways on one Sentinel deployment, with clients that count what they hear. */
class GatewayIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static OwnServers servers;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void startServers() {
        servers = OwnServers.start();
    }

    @AfterAll
    static void stopServers() {
        servers.close();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        servers.restore();
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    private static RedisConfig config(String provider) {
        // Right after a promotion the sentinels may still name the one before.
        return servers.configure(RedisConfig.builder())
                .provider(provider)
                .startMode(StartMode.WAIT)
                .build();
    }

    private Gateway gateway(String provider, GatewaySettings settings) {
        return closing(Gateway.start(settings, config(provider), servers));
    }

    private Gateway gateway(String name) {
        return gateway("lettuce", GatewaySettings.of(name, 0));
    }

    private static String primary() {
        String address;
        try (Redis redis = Redis.connect(config("lettuce"))) {
            address = String.valueOf(redis.topology().primary().endpoint());
        }
        return servers.servers().stream()
                .filter(server -> server.address().toString().equals(address))
                .findFirst()
                .orElseThrow()
                .name();
    }

    @ParameterizedTest
    @CsvSource({"lettuce, kill", "lettuce, freeze", "jedis, kill", "jedis, freeze", "redisson, kill", "redisson, freeze"
    })
    void noClientEndsWithAHole(String provider, String fault) {
        String room = "hole-" + provider + "-" + fault;
        List<Gateway> gateways = List.of(
                gateway(provider, GatewaySettings.of("one", 0)), gateway(provider, GatewaySettings.of("two", 0)));
        List<Chatter> chatters = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            chatters.add(closing(Chatter.in(room, gateways.get(i % 2).address(), "chatter-" + i)));
        }
        String primary = primary();

        talk(chatters, room, 100);
        servers.fault(fault, primary);
        talk(chatters, room, 50);
        chatters.get(0).client().cut();
        long resynced = 0;
        for (int i = 0; i < 100 && resynced < chatters.size() - 1; i++) {
            talk(chatters, room, 10);
            resynced = chatters.stream().filter(one -> one.resyncs() > 0).count();
        }
        talk(chatters, room, 100);

        Set<String> said = new HashSet<>();
        chatters.forEach(one -> said.addAll(one.said()));
        Waiting.until("everything is stored", () -> chatters.stream().allMatch(Chatter::isAllStored));
        for (Chatter chatter : chatters) {
            Waiting.until(
                    "everybody has everything", () -> chatter.heard().keySet().containsAll(said));
            assertThat(chatter.heard().keySet())
                    .as("what was heard is what was said")
                    .isEqualTo(said);
        }
        assertThat(resynced).as("clients that were told of the gap").isGreaterThanOrEqualTo(chatters.size() - 1);
        assertThat(uidsInStream(room)).as("the stream has each message once").containsExactlyInAnyOrderElementsOf(said);
    }

    private static void talk(List<Chatter> chatters, String room, int times) {
        for (int i = 0; i < times; i++) {
            for (Chatter chatter : chatters) {
                chatter.say(room, "message " + i);
            }
            Waiting.millis(10);
        }
    }

    private static List<String> uidsInStream(String room) {
        try (Redis redis = Redis.connect(config("lettuce"))) {
            return redis.sync().xrange("gateway:{" + room + "}:log", StreamRange.all()).stream()
                    .map(entry -> entry.asMap().get("m").replaceFirst("^\\{\"uid\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }
    }

    @Test
    void whatNoReplicaHadYetIsPublishedAgain() {
        Gateway gateway = gateway("one");
        Chatter chatter = closing(Chatter.in("late", gateway.address(), "chatter"));
        chatter.say("late", "replicated");
        String primary = primary();
        Waiting.until("it is stored", chatter::isAllStored);
        servers.servers().stream()
                .filter(server -> !server.sentinel() && !server.name().equals(primary))
                .forEach(replica -> tell(replica, "REPLICAOF", "127.0.0.1", "1"));

        for (int i = 0; i < 5; i++) {
            chatter.say("late", "accepted by the old primary alone " + i);
        }
        Waiting.until("the old primary has all of it", chatter::isAllStored);
        servers.fault("kill", primary);
        chatter.say("late", "after");
        Waiting.until("there is a new primary", chatter::isAllStored);

        Waiting.until(
                "the new primary has all of it",
                () -> uidsInStream("late").size() == chatter.said().size());
        Chatter newcomer = closing(Chatter.in("late", gateway.address(), "newcomer"));
        Waiting.until(
                "a newcomer sees all of it", () -> newcomer.heard().keySet().equals(chatter.said()));
    }

    private static void tell(OwnServers.Server server, String... command) {
        RedisConfig config = RedisConfig.builder()
                .endpoint(server.address())
                .provider("lettuce")
                .build();
        try (Redis redis = Redis.connect(config)) {
            redis.execute(Command.of(command[0]).arg(command[1]).arg(command[2]));
        }
    }

    @Test
    void localBroadcastingGoesOnWhileRedisIsAway() {
        Gateway here = gateway("here");
        Gateway there = gateway("there");
        Chatter sender = closing(Chatter.in("away", here.address(), "sender"));
        Chatter near = closing(Chatter.in("away", here.address(), "near"));
        Chatter far = closing(Chatter.in("away", there.address(), "far"));
        servers.servers().stream()
                .filter(OwnServers.Server::sentinel)
                .forEach(sentinel -> servers.fault("kill", sentinel.name()));
        String primary = primaryWithoutSentinels();
        servers.fault("kill", primary);

        String uid = sender.say("away", "anybody there?");

        Waiting.until("the same gateway shows it", () -> near.heard().containsKey(uid));
        assertThat(near.heard().get(uid)).isEqualTo(RoomClient.Way.PENDING);
        assertThat(far.heard()).as("the other gateway cannot know").isEmpty();
        assertThat(sender.isAllStored()).isFalse();

        servers.restore();

        Waiting.until("it is stored", sender::isAllStored);
        Waiting.until("the other gateway shows it", () -> far.heard().containsKey(uid));
        assertThat(near.texts()).as("shown once").containsExactly("anybody there?");
    }

    private static String primaryWithoutSentinels() {
        return servers.servers().stream()
                .filter(server -> !server.sentinel())
                .filter(server -> {
                    RedisConfig config = RedisConfig.builder()
                            .endpoint(server.address())
                            .provider("lettuce")
                            .build();
                    try (Redis redis = Redis.connect(config)) {
                        return redis.execute(Command.of("INFO").arg("replication"))
                                .asString()
                                .contains("role:master");
                    }
                })
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void aRoomIsSubscribedWhileSomebodyIsInIt() {
        Gateway gateway = gateway("one");
        Chatter first = closing(Chatter.in("short", gateway.address(), "first"));
        Chatter second = closing(Chatter.in("short", gateway.address(), "second"));
        assertThat(subscribers("short")).isEqualTo(1);

        first.client().sendRaw("{\"type\":\"leave\",\"room\":\"short\"}");
        first.say("short", "not in it");
        Waiting.until(
                "who has left is refused", () -> first.refusals().toString().contains("not-in-room"));
        assertThat(subscribers("short")).isEqualTo(1);

        second.close();
        Waiting.until("nobody is in it", () -> subscribers("short") == 0);
    }

    @Test
    void aRoomThatTheServerRefusesIsToldAndTriedAgainByWhoJoinsAgain() {
        try (Redis redis = Redis.connect(config("lettuce"))) {
            redis.execute(
                    Command.of("ACL").args("SETUSER", "gateway", "on", ">secret", "~*", "+@all", "&gateway:{open}"));
        }
        RedisConfig config = config("lettuce").toBuilder()
                .credentials(Credentials.of("gateway", "secret"))
                .build();
        Gateway gateway = closing(Gateway.start(GatewaySettings.of("one", 0), config, servers));
        Chatter chatter = closing(Chatter.in("open", gateway.address(), "chatter"));
        chatter.client().sendRaw("{\"type\":\"join\",\"room\":\"closed\"}");
        Waiting.until("it is refused", () -> chatter.refusals().toString().contains("refused: room closed: "));
        try (Redis redis = Redis.connect(config("lettuce"))) {
            redis.execute(Command.of("ACL").args("SETUSER", "gateway", "&*"));
        }

        chatter.client().join("closed");
        Waiting.until("it is joined", () -> chatter.client().isJoined("closed"));
    }

    private static long subscribers(String room) {
        try (Redis redis = Redis.connect(config("lettuce"))) {
            String channel = "gateway:{" + room + "}";
            return redis.sync().pubsubNumsub(channel).getOrDefault(channel, 0L);
        }
    }

    @Test
    void whoReadsSlowlyIsSentAwayAndHoldsUpNobody() throws Exception {
        Gateway gateway = gateway("lettuce", GatewaySettings.of("one", 0).withQueue(100, 100_000));
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
