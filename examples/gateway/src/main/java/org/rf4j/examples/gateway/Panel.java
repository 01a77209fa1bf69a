package org.rf4j.examples.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rf4j.Mode;
import org.rf4j.Redis;
import org.rf4j.command.Command;
import org.rf4j.command.Reply;
import org.rf4j.failover.Health;
import org.rf4j.failover.Node;
import org.rf4j.failover.RedisEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows those who watch what happens to the servers: who is the primary, what RF4J tells of, and how long a call takes. */
final class Panel {

    private static final Logger LOG = LoggerFactory.getLogger(Panel.class);

    private static final int KEPT_EVENTS = 100;
    private static final int KEPT_SAMPLES = 600;
    private static final long SHOW_MILLIS = 250;
    private static final long PROBE_MILLIS = 100;
    private static final long LOOK_MILLIS = 1000;

    private final Redis redis;
    private final GatewaySettings settings;
    private final @Nullable OwnServers servers;
    private final ScheduledExecutorService timer;
    private final String probeKey;
    private final Set<Member> watchers = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Map<String, Object>> events = new ArrayDeque<>();
    private final ArrayDeque<long[]> samples = new ArrayDeque<>();
    private final Map<Long, Long> underWay = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile @Nullable Health health;
    private volatile Map<String, String> slots = Map.of();

    Panel(Redis redis, GatewaySettings settings, @Nullable OwnServers servers, ScheduledExecutorService timer) {
        this.redis = redis;
        this.settings = settings;
        this.servers = servers;
        this.timer = timer;
        this.probeKey = "gateway:probe:" + settings.instance();
    }

    void start() {
        timer.scheduleWithFixedDelay(this::probe, PROBE_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::show, SHOW_MILLIS, SHOW_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Somebody wants to see: everything that is kept, and from then on what is new. */
    void watch(Member member) {
        synchronized (this) {
            watchers.add(member);
            member.send(frame(List.copyOf(events), List.copyOf(samples)));
        }
    }

    void gone(Member member) {
        watchers.remove(member);
    }

    void on(RedisEvent event) {
        note(event.getClass().getSimpleName(), describe(event));
    }

    /** Something has happened. */
    synchronized void note(String type, String text) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", System.currentTimeMillis());
        shown.put("type", type);
        shown.put("text", text);
        shown.put("n", numbers.incrementAndGet());
        events.addLast(shown);
        if (events.size() > KEPT_EVENTS) {
            events.removeFirst();
        }
        tell(frame(List.of(shown), List.of()));
    }

    private static String describe(RedisEvent event) {
        if (event instanceof RedisEvent.Connected connected) {
            return "to " + connected.primary();
        } else if (event instanceof RedisEvent.ConnectionLost lost) {
            return lost.node() + ": " + lost.cause();
        } else if (event instanceof RedisEvent.ConnectionRestored restored) {
            return "to " + restored.node();
        } else if (event instanceof RedisEvent.FailoverStarted started) {
            return started.primary() + ": " + started.reason();
        } else if (event instanceof RedisEvent.PrimaryChanged changed) {
            return "to " + changed.to() + (changed.provisional() ? ", early; to be confirmed" : "");
        } else if (event instanceof RedisEvent.PrimaryDisputed disputed) {
            return "not " + disputed.provisional() + " but " + disputed.named();
        } else if (event instanceof RedisEvent.FailoverCompleted completed) {
            return completed.primary() + " after " + completed.duration().toMillis() + " ms";
        } else if (event instanceof RedisEvent.SlotsMoved moved) {
            return moved.slots() + " slots to " + moved.to();
        } else if (event instanceof RedisEvent.NodeAdded added) {
            return added.node().role().toString().toLowerCase(Locale.ROOT) + " "
                    + added.node().endpoint();
        } else if (event instanceof RedisEvent.NodeRemoved removed) {
            return removed.node().role().toString().toLowerCase(Locale.ROOT) + " "
                    + removed.node().endpoint();
        } else if (event instanceof RedisEvent.SubscriptionLost lost) {
            return lost.channels().size() + " channels: " + lost.cause();
        } else if (event instanceof RedisEvent.SubscriptionRestored restored) {
            return restored.channels().size() + " channels, after "
                    + restored.interruption().toMillis() + " ms";
        } else if (event instanceof RedisEvent.HealthChanged changed) {
            return changed.before() + " to " + changed.now().status() + " "
                    + changed.now().problems();
        }
        return "";
    }

    /** Measures one call. On servers of our own whether or not somebody watches: what was before is of interest, too. */
    private void probe() {
        if (servers == null && watchers.isEmpty()) {
            return;
        }
        long began = System.currentTimeMillis();
        long beganNanos = System.nanoTime();
        long number = numbers.incrementAndGet();
        underWay.put(number, began);
        redis.async().set(probeKey, Long.toString(began)).whenComplete((done, failure) -> {
            underWay.remove(number);
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - beganNanos);
            synchronized (this) {
                samples.addLast(new long[] {began, micros, failure == null ? 1 : 0, 0});
                if (samples.size() > KEPT_SAMPLES) {
                    samples.removeFirst();
                }
            }
        });
    }

    /** Looks at what is slow to tell. */
    private void look() {
        if (redis.topology().mode() == Mode.CLUSTER) {
            redis.executeAsync(Command.of("CLUSTER").arg("SLOTS")).whenComplete((reply, failure) -> {
                if (failure == null) {
                    slots = slots(reply);
                }
            });
        }
        if (watchers.isEmpty()) {
            return;
        }
        try {
            health = redis.health();
        } catch (RuntimeException e) {
            LOG.debug("health is not known: {}", e.toString());
        }
    }

    private static Map<String, String> slots(Reply ranges) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Reply range : ranges.asList()) {
            List<Reply> parts = range.asList();
            List<Reply> primary = parts.get(2).asList();
            found.merge(
                    primary.get(0).asString() + ":" + primary.get(1).asLong(),
                    parts.get(0).asLong() + "-" + parts.get(1).asLong(),
                    (a, b) -> a + ", " + b);
        }
        return found;
    }

    private synchronized void show() {
        if (!watchers.isEmpty()) {
            List<long[]> fresh = new ArrayList<>();
            for (long[] sample : samples) {
                if (sample[3] == 0) {
                    sample[3] = 1;
                    fresh.add(sample);
                }
            }
            tell(frame(List.of(), fresh));
        }
    }

    private void tell(String frame) {
        watchers.forEach(watcher -> watcher.send(frame));
    }

    private String frame(List<Map<String, Object>> newEvents, List<long[]> newSamples) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", "panel");
        frame.put("instance", settings.instance());
        frame.put("provider", redis.provider());
        frame.put("mode", redis.topology().mode().toString().toLowerCase(Locale.ROOT));
        frame.put("now", System.currentTimeMillis());
        Health known = health;
        frame.put("health", known == null ? "" : known.status().name());
        frame.put("problems", known == null ? List.of() : known.problems());
        frame.put("nodes", nodes());
        frame.put("own", servers != null);
        frame.put("events", newEvents);
        frame.put(
                "samples",
                newSamples.stream()
                        .map(sample -> List.of(sample[0], sample[1] / 1000.0, sample[2]))
                        .toList());
        frame.put("waitingSince", underWay.values().stream().min(Long::compare).orElse(0L));
        return Frames.json(frame);
    }

    /** Returns the servers as they are known, and as they run where they are our own. */
    List<Map<String, Object>> nodes() {
        Map<String, Map<String, Object>> byAddress = new LinkedHashMap<>();
        for (Node node : redis.topology().nodes()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("address", node.endpoint().toString());
            shown.put("role", node.role().name());
            shown.put("reachable", node.reachable());
            String range = slots.get(node.endpoint().toString());
            if (range != null) {
                shown.put("slots", range);
            }
            byAddress.put(node.endpoint().toString(), shown);
        }
        if (servers != null) {
            for (OwnServers.Server server : servers.servers()) {
                Map<String, Object> shown =
                        byAddress.computeIfAbsent(server.address().toString(), address -> {
                            Map<String, Object> unknown = new LinkedHashMap<>();
                            unknown.put("address", address);
                            unknown.put("role", server.sentinel() ? "SENTINEL" : "UNKNOWN");
                            unknown.put("reachable", false);
                            return unknown;
                        });
                shown.put("name", server.name());
                shown.put("state", server.state().name());
            }
        }
        return new ArrayList<>(byAddress.values());
    }
}
