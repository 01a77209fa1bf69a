package org.rf4j.examples.gateway;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.staticfiles.Location;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.failover.Health;
import org.rf4j.failover.HealthStatus;
import org.rf4j.failover.RedisEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of the gateway: a web server with a page and a WebSocket, and what it needs of Redis. */
final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private static final Duration IDLE = Duration.ofSeconds(60);

    /** Requests that are under way have this long when the gateway closes. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final GatewaySettings settings;
    private final @Nullable OwnServers servers;
    private final Redis redis;
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final ScheduledExecutorService timer;
    private final RoomStore store;
    private final Rooms rooms;
    private final Outbox outbox;
    private final Panel panel;
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Javalin web;
    private volatile List<String> addresses = List.of();

    private Gateway(GatewaySettings settings, RedisConfig config, @Nullable OwnServers servers) {
        this.settings = settings;
        this.servers = servers;
        this.redis = Redis.connect(config);
        this.timer = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, settings.instance() + "-timer");
            thread.setDaemon(true);
            return thread;
        });
        this.store = new RoomStore(redis, settings.limits().history());
        this.rooms = new Rooms(redis, store, settings, metrics, timer);
        this.outbox = new Outbox(store, rooms, metrics, timer);
        this.panel = new Panel(redis, settings, servers, timer);
        metrics.gauge("gateway.clients", "Clients connected", members::size);
        metrics.gauge("gateway.rooms", "Rooms subscribed", rooms::count);
        metrics.gauge("gateway.messages.waiting", "Messages that Redis does not have yet", outbox::waiting);
        this.web = Javalin.create(this::configure);
    }

    /**
     * Starts an instance: connects to Redis, then listens.
     *
     * @param servers the servers that may be broken from the page; null if they are somebody else's
     * @throws org.rf4j.RedisException if Redis cannot be reached, unless the configuration says to wait for it
     */
    static Gateway start(GatewaySettings settings, RedisConfig config, @Nullable OwnServers servers) {
        Gateway gateway = new Gateway(settings, config, servers);
        try {
            gateway.redis.onEvent(gateway::on);
            gateway.rooms.start();
            gateway.outbox.start();
            gateway.panel.start();
            gateway.web.start(settings.host(), settings.port());
            gateway.addresses = List.of(gateway.address());
            return gateway;
        } catch (RuntimeException e) {
            gateway.close();
            throw e;
        }
    }

    /** Returns where its page is. */
    String address() {
        return "http://" + settings.host() + ":" + web.port();
    }

    String provider() {
        return redis.provider();
    }

    /** Tells the page of all instances, so that it can show two. */
    void instances(List<String> all) {
        addresses = List.copyOf(all);
    }

    private void on(RedisEvent event) {
        outbox.on(event);
        panel.on(event);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.jetty.modifyServer(server -> server.setStopTimeout(CLOSING.toMillis()));
        config.staticFiles.add("/page", Location.CLASSPATH);
        config.jetty.modifyWebSocketServletFactory(factory -> {
            // Twice what is allowed, so that a frame that is too large is answered; a much larger one closes (1009).
            factory.setMaxTextMessageSize(settings.limits().frameChars() * 2L);
            factory.setMaxBinaryMessageSize(1024);
            factory.setIdleTimeout(IDLE);
        });
        config.routes.get("/health", context -> context.json(Map.of("status", "alive")));
        config.routes.get("/ready", this::ready);
        config.routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.scrape()));
        config.routes.get(
                "/instances",
                context -> context.json(
                        Map.of("instances", addresses, "own", servers != null, "token", settings.token() != null)));
        config.routes.get("/servers", context -> context.json(panel.nodes()));
        config.routes.post("/fault/{action}/{server}", this::fault);
        config.routes.wsBeforeUpgrade("/ws", this::admit);
        config.routes.ws("/ws", this::connect);
    }

    /** 503 while messages may not get through: a load balancer sends new clients elsewhere. */
    private void ready(Context context) {
        Health health = redis.health();
        context.status(health.status() == HealthStatus.UP ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .json(Map.of("status", health.status().name(), "problems", health.problems()));
    }

    private void fault(Context context) {
        admit(context);
        if (servers == null) {
            throw new ForbiddenResponse("these servers are not the gateway's own: nothing is done to them");
        }
        String action = context.pathParam("action");
        String server = context.pathParam("server");
        try {
            servers.fault(action, server);
        } catch (IllegalArgumentException e) {
            context.status(HttpStatus.BAD_REQUEST).json(Map.of("error", String.valueOf(e.getMessage())));
            return;
        }
        panel.note("Fault", action + " " + server);
        context.json(Map.of("done", action, "server", server));
    }

    /** Lets in who comes from a page that may and shows the token, if one is asked for. */
    private void admit(Context context) {
        String origin = context.header("Origin");
        if (origin != null && !origin.equals(context.scheme() + "://" + context.host()) && !isAllowed(origin)) {
            throw new ForbiddenResponse("pages of " + origin.replaceAll("[^\\w.:/-]", "?") + " may not connect");
        }
        String token = settings.token();
        String shown = context.queryParam("token");
        if (token != null
                && (shown == null
                        || !MessageDigest.isEqual(
                                token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8)))) {
            throw new UnauthorizedResponse("the token is missing or wrong");
        }
    }

    private boolean isAllowed(String origin) {
        return settings.origins().contains(origin) || addresses.contains(origin);
    }

    private void connect(WsConfig socket) {
        socket.onConnect(context -> {
            String id = UUID.randomUUID().toString().substring(0, 8);
            Member member = new Member(context.session, id, name(context, id), settings, metrics);
            context.attribute("member", member);
            members.put(id, member);
            member.send(Frames.welcome(
                    settings, id, redis.provider(), redis.topology().mode().name()));
        });
        socket.onMessage(context -> {
            Member member = member(context);
            if (member != null) {
                try {
                    heard(member, context.message());
                } catch (BadFrameException bad) {
                    member.refuse(bad);
                }
            }
        });
        socket.onBinaryMessage(context -> {
            Member member = member(context);
            if (member != null) {
                member.refuse(new BadFrameException("binary", "frames are text"));
            }
        });
        socket.onClose(context -> gone(context));
        socket.onError(context -> gone(context));
    }

    private static @Nullable Member member(WsContext context) {
        return context.attribute("member");
    }

    private void gone(WsContext context) {
        Member member = member(context);
        if (member != null && members.remove(member.id()) != null) {
            member.gone();
            panel.gone(member);
            rooms.leaveAll(member);
        }
    }

    private static String name(WsContext context, String id) {
        String asked = context.queryParam("name");
        String name =
                asked == null ? "" : asked.replaceAll("[^\\p{L}\\p{N} ._-]", "").strip();
        return name.isEmpty() ? "guest-" + id : name.substring(0, Math.min(name.length(), 32));
    }

    private void heard(Member member, String text) {
        if (text.length() > settings.limits().frameChars()) {
            throw new BadFrameException(
                    "too-large",
                    "a frame has " + settings.limits().frameChars() + " characters at most, this one " + text.length());
        }
        ClientFrame frame = ClientFrame.parse(Frames.JSON, text);
        if (frame instanceof ClientFrame.Join join) {
            rooms.join(member, join.room());
        } else if (frame instanceof ClientFrame.Leave leave) {
            rooms.leave(member, leave.room());
            member.send(Frames.left(leave.room()));
        } else if (frame instanceof ClientFrame.Say say) {
            requireIn(member, say.room());
            outbox.take(
                    member,
                    say.room(),
                    say.uid(),
                    Frames.said(say.uid(), member.name(), say.text(), System.currentTimeMillis()));
        } else if (frame instanceof ClientFrame.Fetch fetch) {
            requireIn(member, fetch.room());
            fetch(member, fetch);
        } else if (frame instanceof ClientFrame.Watch) {
            panel.watch(member);
        } else {
            member.send(Frames.pong());
        }
    }

    private static void requireIn(Member member, String room) {
        if (!member.rooms().contains(room)) {
            throw new BadFrameException("not-in-room", "join room " + room + " first");
        }
    }

    private void fetch(Member member, ClientFrame.Fetch fetch) {
        var read = fetch.continues() && fetch.after() != null
                ? store.readOn(fetch.room(), fetch.after())
                : store.read(fetch.room(), fetch.after());
        read.whenComplete((page, failure) -> {
            if (failure == null) {
                member.send(
                        Frames.history(fetch.room(), fetch.request(), page.entries(), page.more(), page.truncated()));
            } else {
                LOG.debug("room {} cannot be read: {}", fetch.room(), failure.toString());
                member.send(Frames.notFetched(fetch.room(), fetch.request(), Failures.message(failure)));
            }
        });
    }

    /** Sends everybody away, and leaves. Idempotent. */
    @Override
    public void close() {
        for (Member member : Set.copyOf(members.values())) {
            member.close(1001, "the gateway is going away");
        }
        web.stop();
        timer.shutdownNow();
        redis.close();
    }
}
