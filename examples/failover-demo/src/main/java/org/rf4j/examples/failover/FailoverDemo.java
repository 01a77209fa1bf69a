package org.rf4j.examples.failover;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rf4j.Mode;
import org.rf4j.Redis;
import org.rf4j.RedisConfig;
import org.rf4j.failover.RedisEvent;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;

/** Runs an application on real servers, takes their primary away, and prints what the application saw. */
public final class FailoverDemo {

    private static final Duration WARM_UP = Duration.ofMillis(1500);
    private static final Duration AFTERMATH = Duration.ofMillis(1500);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration OWN_DEPLOYMENT_LIMIT = Duration.ofMinutes(5);
    private static final String CHANNEL = "rf4j:demo";

    private final String provider = System.getProperty("demo.provider", "lettuce");
    private final String mode = System.getProperty("demo.mode", "sentinel");
    private final String fault = System.getProperty("demo.fault", "kill");
    private final Timeline timeline = new Timeline();
    private final History history = new History(timeline);
    /** When calls first lost their connection, or left it for another primary; 0 as long as they did not. */
    private volatile long disturbedNanos;

    private FailoverDemo() {}

    /**
     * Runs the demo; the exit status is 0 only if no message was lost outside a reported gap and none came twice.
     *
     * @param arguments none
     * @throws InterruptedException if the program is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        int status;
        try {
            status = new FailoverDemo().run();
        } catch (RuntimeException failed) {
            System.out.println("The demo cannot run: " + failed.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    private int run() throws InterruptedException {
        check("fault", fault, Set.of("kill", "freeze", "planned"));
        check("mode", mode, Set.of("single", "sentinel", "cluster"));
        if (System.getenv().keySet().stream()
                .anyMatch(Set.of("REDIS_URL", "REDIS_MODE", "REDIS_SENTINELS", "REDIS_CLUSTER_NODES")::contains)) {
            return runOnOwnDeployment();
        }
        try (Stage stage = Stage.open(mode, CHANNEL)) {
            timeline.title("RF4J failover demo: provider " + provider + ", mode " + mode + ", fault " + fault);
            timeline.title("  " + stage.describe());
            RedisConfig config = stage.configure(RedisConfig.builder())
                    .provider(provider)
                    .clientName("rf4j-demo")
                    .build();
            try (Redis redis = Redis.connect(config)) {
                return run(redis, stage);
            }
        }
    }

    private static SubscribeOptions<String> options(boolean shardChannel) {
        return shardChannel ? SubscribeOptions.ofShardChannels() : SubscribeOptions.defaults();
    }

    private static void check(String what, String value, Set<String> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException(
                    what + " '" + value + "' is not known; give -D" + what + "= one of " + known);
        }
    }

    private int run(Redis redis, Stage stage) throws InterruptedException {
        redis.onEvent(this::tell);
        Subscription subscription = redis.pubSub().subscribe(options(stage.usesShardChannel()), history, CHANNEL);
        Traffic traffic = new Traffic(redis, CHANNEL, stage.usesShardChannel(), history);
        traffic.start();
        Thread.sleep(WARM_UP.toMillis()); // Time for traffic, which is what the demo shows.
        timeline.title("  " + traffic.ok() + " calls and " + history.received() + " messages so far, all well");
        timeline.title("");
        stage.watch();
        timeline.begin();
        long struckNanos = System.nanoTime();
        String done = stage.strike(fault);
        timeline.at(struckNanos, "fault", done);
        long primaryNanos = stage.awaitPrimary(LIMIT);
        timeline.at(primaryNanos, "servers", "a primary is there again (seen by an observer's own socket)");
        Long call = await(() -> traffic.firstSuccessAfter(primaryNanos), LIMIT);
        Long message = await(() -> history.firstArrivalAfter(primaryNanos), LIMIT);
        say(call, "first call", "succeeded");
        say(message, "first message", "received");
        Thread.sleep(AFTERMATH.toMillis()); // Traffic after the fault, as long as a person likes to see.
        traffic.stop();
        await(() -> history.isSettled() ? 0L : null, Duration.ofSeconds(3));
        subscription.unsubscribe();
        if (call != null) {
            timeline.bar(timeline.millis(primaryNanos), timeline.millis(call));
        }
        return result(mode, fault, traffic, primaryNanos, call, message);
    }

    private int result(
            String ranMode,
            String ranFault,
            Traffic traffic,
            long primaryNanos,
            @Nullable Long call,
            @Nullable Long message) {
        System.out.println(String.format(
                Locale.ROOT,
                "RESULT provider=%s mode=%s fault=%s firstCallAfterPromotionMs=%s firstMessageAfterPromotionMs=%s"
                        + " callsOk=%d callsNotExecuted=%d callsUnknown=%d published=%d received=%d"
                        + " lostOutsideGaps=%d duplicates=%d gaps=%d",
                provider,
                ranMode,
                ranFault,
                millisBetween(primaryNanos, call),
                millisBetween(primaryNanos, message),
                traffic.ok(),
                traffic.notExecuted(),
                traffic.unknown(),
                history.published(),
                history.received(),
                history.lostOutsideGaps(),
                history.duplicates(),
                history.gaps()));
        boolean whole = history.lostOutsideGaps() == 0 && history.duplicates() == 0 && call != null && message != null;
        return whole ? 0 : 1;
    }

    private static String millisBetween(long from, @Nullable Long to) {
        return to == null ? "never" : Long.toString(Math.round((to - from) / 1e6));
    }

    private void say(@Nullable Long nanos, String what, String text) {
        if (nanos == null) {
            timeline.now(what, "never, within " + LIMIT.toSeconds() + " s");
        } else {
            timeline.at(nanos, what, text);
        }
    }

    private static @Nullable Long await(java.util.function.Supplier<@Nullable Long> condition, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Long seen = condition.get();
        while (seen == null && deadline - System.nanoTime() > 0) {
            Thread.sleep(5); // A person watches; what is measured was stamped where it happened.
            seen = condition.get();
        }
        return seen;
    }

    private void tell(RedisEvent event) {
        if (event instanceof RedisEvent.ConnectionLost lost) {
            disturbed();
            timeline.now("connection lost", lost.node() + ": " + lost.cause());
        } else if (event instanceof RedisEvent.ConnectionRestored restored) {
            timeline.now("connection restored", "to " + restored.node());
        } else if (event instanceof RedisEvent.FailoverStarted started) {
            timeline.now("failover started", started.reason());
        } else if (event instanceof RedisEvent.PrimaryChanged changed) {
            disturbed();
            timeline.now(
                    "primary changed",
                    "to " + changed.to() + (changed.provisional() ? ", early; to be confirmed" : ""));
        } else if (event instanceof RedisEvent.PrimaryDisputed disputed) {
            timeline.now("primary disputed", "a majority names " + disputed.named());
        } else if (event instanceof RedisEvent.FailoverCompleted completed) {
            timeline.now(
                    "failover completed",
                    "confirmed: " + completed.primary() + " is the primary; calls waited "
                            + completed.duration().toMillis() + " ms");
        } else if (event instanceof RedisEvent.SubscriptionLost lost) {
            timeline.now("subscription lost", lost.cause());
        } else if (event instanceof RedisEvent.SubscriptionRestored restored) {
            timeline.now(
                    "subscription restored", "after " + restored.interruption().toMillis() + " ms");
        }
    }

    /** Events come one at a time. */
    private void disturbed() {
        if (disturbedNanos == 0) {
            disturbedNanos = System.nanoTime();
        }
    }

    /** On servers that are not ours nothing is killed: the user is asked to. */
    private int runOnOwnDeployment() throws InterruptedException {
        RedisConfig config = RedisConfig.strict().fromEnvironment();
        timeline.title("RF4J failover demo on your deployment (REDIS_* is set), mode " + config.mode());
        try (Redis redis = Redis.connect(config.toBuilder().provider(provider).build())) {
            redis.onEvent(this::tell);
            boolean sharded = redis.topology().mode() == Mode.CLUSTER;
            redis.pubSub().subscribe(options(sharded), history, CHANNEL);
            Traffic traffic = new Traffic(redis, CHANNEL, sharded, history);
            traffic.start();
            timeline.title("  Kill the primary, or fail it over, within " + OWN_DEPLOYMENT_LIMIT.toMinutes()
                    + " minutes; this program only watches.");
            timeline.begin();
            Long lost = await(() -> disturbedNanos == 0 ? null : disturbedNanos, OWN_DEPLOYMENT_LIMIT);
            if (lost == null) {
                timeline.title("  Nothing happened.");
                traffic.stop();
                return 1;
            }
            Long call = await(() -> traffic.firstSuccessAfter(lost), LIMIT);
            Long message = await(() -> history.firstArrivalAfter(lost), LIMIT);
            Thread.sleep(AFTERMATH.toMillis()); // Traffic after the fault, as long as a person likes to see.
            traffic.stop();
            await(() -> history.isSettled() ? 0L : null, Duration.ofSeconds(3));
            timeline.title("  Times are counted from the first loss: nobody else watches your servers.");
            String ownMode = config.mode().name().toLowerCase(Locale.ROOT);
            return result(ownMode, "own", traffic, lost, call, message);
        }
    }
}
