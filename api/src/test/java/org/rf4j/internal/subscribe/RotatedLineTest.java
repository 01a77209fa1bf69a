package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Endpoint;
import org.rf4j.Protocol;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.internal.call.Answer;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.Slots;
import org.rf4j.pubsub.Gap;
import org.rf4j.pubsub.Message;
import org.rf4j.pubsub.MessageListener;
import org.rf4j.pubsub.SubscribeOptions;
import org.rf4j.pubsub.Subscription;
import org.rf4j.spi.RawCommand;

/** Clause C11: what becomes of a subscriber connection when the credentials change. */
@Timeout(30)
class RotatedLineTest {

    private static final RawCommand AUTH = RawCommand.ofText("AUTH", "app", "new");

    private final Core core = new Core();
    private final FakeDeployment deployment = new FakeDeployment();
    private final FakeSubscribers node = new FakeSubscribers(new Endpoint("one", 7000));
    private final List<Gap> gaps = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeCore() {
        core.close();
    }

    @Test
    void onResp2TheConnectionIsReplacedWithAGapOfThatCause() {
        Hub hub = hub(Protocol.RESP2);
        Subscription subscription = live(hub);

        hub.authenticated(node.link, AUTH, System.nanoTime());
        await().until(() -> node.opened() == 2);
        node.answerAll();

        await().until(() -> gaps.size() == 1);
        assertThat(gaps.get(0).cause()).isEqualTo(Gap.Cause.CREDENTIALS);
        assertThat(node.open()).isEqualTo(1);
        assertThat(node.requests).doesNotContain("authenticate");
        assertThat(subscription.isLive()).isTrue();
        hub.close();
    }

    @Test
    void aConnectionThatHasShownTheNewOnesIsLeftAlone() {
        Hub hub = hub(Protocol.RESP2);
        long before = System.nanoTime();
        live(hub);

        hub.authenticated(node.link, AUTH, before);

        assertThat(node.open()).isEqualTo(1);
        assertThat(node.opened()).isEqualTo(1);
        hub.close();
    }

    @Test
    void onResp3TheConnectionShowsTheNewOnesInPlaceWithoutAGap() {
        Hub hub = hub(Protocol.RESP3);
        Subscription subscription = live(hub);

        hub.authenticated(node.link, AUTH, System.nanoTime());
        node.answerAll();

        assertThat(node.requests).endsWith("authenticate");
        assertThat(node.opened()).isEqualTo(1);
        assertThat(subscription.isLive()).isTrue();
        assertThat(gaps).isEmpty();
        hub.close();
    }

    @Test
    void aConnectionThatIsRefusedThemIsReplaced() {
        Hub hub = hub(Protocol.RESP3);
        live(hub);

        hub.authenticated(node.link, AUTH, System.nanoTime());
        node.refuseAuthentication("WRONGPASS no");
        await().until(() -> node.opened() == 2);
        node.answerAll();

        await().until(() -> gaps.size() == 1);
        assertThat(gaps.get(0).cause()).isEqualTo(Gap.Cause.CREDENTIALS);
        hub.close();
    }

    private Hub hub(Protocol protocol) {
        deployment.leads(0, node.link).leads(Slots.ANY, node.link);
        Hub hub = new Hub(
                core,
                RedisConfig.builder()
                        .endpoint("one", 7000)
                        .protocol(protocol)
                        .livenessInterval(Duration.ofMinutes(1))
                        .commandTimeout(Duration.ofSeconds(20))
                        .build(),
                deployment,
                event -> {},
                Runnable::run,
                () -> {});
        deployment.onRerouted(hub::follow);
        return hub;
    }

    private Subscription live(Hub hub) {
        Answer<Subscription> subscribed = hub.subscribe(
                SubscribeOptions.defaults().executor(Runnable::run),
                new MessageListener<>() {
                    @Override
                    public void onMessage(Message<String> message) {}

                    @Override
                    public void onGap(Gap gap) {
                        gaps.add(gap);
                    }
                },
                "channel");
        node.answerAll();
        await().until(subscribed::isDone);
        return subscribed.join();
    }
}
