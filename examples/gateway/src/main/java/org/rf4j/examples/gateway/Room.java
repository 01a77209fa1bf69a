package org.rf4j.examples.gateway;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A room with somebody of this gateway in it: subscribed when the first has come and until the last has gone. Whoever is
 * in it hears what arrives, and is told to fetch what may have been missed when the subscription was interrupted.
 */
final class Room implements MessageListener<String> {

    /** What is published to make the gateways look at who is there. No message begins so. */
    static final String NUDGE = "!";

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private static final long TRY_AGAIN_MILLIS = 500;

    private final String name;
    private final Redis redis;
    private final RoomStore store;
    private final GatewayMetrics metrics;
    private final ScheduledExecutorService timer;
    private final BiConsumer<Room, String> onRefused;
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Subscription> live = new CompletableFuture<>();
    private final AtomicBoolean nudged = new AtomicBoolean();
    private volatile boolean released;

    /**
     * Creates a room that is not subscribed yet.
     *
     * @param onRefused told when the server does not let us hear it, with the reason: the room is of no use then
     */
    Room(
            String name,
            Redis redis,
            RoomStore store,
            GatewayMetrics metrics,
            ScheduledExecutorService timer,
            BiConsumer<Room, String> onRefused) {
        this.name = name;
        this.redis = redis;
        this.store = store;
        this.metrics = metrics;
        this.timer = timer;
        this.onRefused = onRefused;
    }

    String name() {
        return name;
    }

    Set<Member> members() {
        return members;
    }

    /** Subscribes, however long that takes. */
    void open() {
        if (released) {
            return;
        }
        redis.pubSub()
                .subscribeAsync(store.subscribeOptions(), this, RoomStore.channel(name))
                .whenComplete((subscription, failure) -> {
                    if (failure == null) {
                        live.complete(subscription);
                    } else if (Failures.isRefusal(failure)) {
                        onRefused.accept(this, Failures.message(failure));
                    } else {
                        LOG.debug("room {} cannot be subscribed yet: {}", name, failure.toString());
                        timer.schedule(this::open, TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                    }
                });
    }

    /** Lets somebody in, and says so when messages arrive: what is fetched after that leaves no hole. */
    void enter(Member member) {
        members.add(member);
        live.thenAccept(subscription -> member.send(Frames.joined(name)));
    }

    /** Nobody is in it any more. */
    void release() {
        released = true;
        live.thenAccept(Subscription::unsubscribeAsync);
    }

    /** Queues a frame for everybody here. */
    void tell(String frame) {
        members.forEach(member -> member.send(frame));
    }

    @Override
    public void onMessage(Message<String> message) {
        String payload = message.payload();
        if (payload.equals(NUDGE)) {
            lookWhoIsHere();
            return;
        }
        int space = payload.indexOf(' ');
        if (space < 0) {
            LOG.debug("room {}: what was published is not ours", name);
            return;
        }
        metrics.received();
        tell(Frames.message(name, payload.substring(0, space), payload.substring(space + 1)));
    }

    @Override
    public void onGap(Gap gap) {
        metrics.gap();
        tell(Frames.resync(name, gap.cause(), gap.duration().toMillis()));
    }

    @Override
    public void onRefused(Set<String> channels, RedisCommandException refusal) {
        LOG.warn("room {} is refused: {}", name, refusal.getMessage());
        onRefused.accept(this, String.valueOf(refusal.getMessage()));
    }

    /** Tells who is there, not more often than twice a second. */
    void lookWhoIsHere() {
        if (nudged.compareAndSet(false, true)) {
            timer.schedule(
                    () -> {
                        nudged.set(false);
                        store.present(name, System.currentTimeMillis()).whenComplete((who, failure) -> {
                            if (failure == null) {
                                tell(Frames.presence(
                                        name,
                                        who.size(),
                                        who.stream()
                                                .limit(50)
                                                .map(one -> one.substring(one.indexOf(' ') + 1))
                                                .sorted()
                                                .toList()));
                            } else {
                                LOG.debug("room {}: who is here is not known: {}", name, failure.toString());
                            }
                        });
                    },
                    TRY_AGAIN_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }
}
