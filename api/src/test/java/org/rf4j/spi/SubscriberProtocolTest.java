package org.rf4j.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriberProtocolTest {

    private final List<String> told = new ArrayList<>();
    private final SubscriberProtocol protocol = new SubscriberProtocol(new SubscriberCallback() {
        @Override
        public void subscribed(ChannelKind kind, byte[] channel) {
            told.add("subscribed " + kind + " " + text(channel));
        }

        @Override
        public void unsubscribed(ChannelKind kind, byte[] channel) {
            told.add("unsubscribed " + kind + " " + text(channel));
        }

        @Override
        public void message(ChannelKind kind, byte @Nullable [] pattern, byte[] channel, byte[] payload) {
            told.add("message " + kind + " " + (pattern == null ? "" : text(pattern) + " ") + text(channel) + " "
                    + text(payload));
        }

        @Override
        public void pong() {
            told.add("pong");
        }

        @Override
        public void refused(ServerError error) {
            told.add("refused " + error.code());
        }

        @Override
        public void authenticated(@Nullable ServerError refusal) {
            told.add("authenticated " + (refusal == null ? "" : refusal.code()));
        }

        @Override
        public void closed(NodeException cause) {}
    });

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static List<Object> event(Object... parts) {
        return Arrays.stream(parts)
                .map(part -> part instanceof String text ? text.getBytes(UTF_8) : part)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void requestsHaveTheNameOfTheirKind() {
        assertThat(SubscriberProtocol.subscribe(ChannelKind.SHARD, List.of(bytes("a"))))
                .extracting(RawCommand::name, RawCommand::argumentCount)
                .containsExactly("SSUBSCRIBE", 1);
        assertThat(SubscriberProtocol.unsubscribe(ChannelKind.PATTERN, List.of(bytes("a"), bytes("b"))))
                .extracting(RawCommand::name, RawCommand::argumentCount)
                .containsExactly("PUNSUBSCRIBE", 2);
        assertThat(SubscriberProtocol.subscribe(ChannelKind.CHANNEL, List.of(bytes("a")))
                        .name())
                .isEqualTo("SUBSCRIBE");
    }

    @Test
    void everyEventIsTold() {
        for (List<Object> event : List.of(
                event("subscribe", "a", 1L),
                event("punsubscribe", "p*", 0L),
                event("message", "a", "1"),
                event("pmessage", "p*", "pa", "2"),
                event("smessage", "s", "3"),
                event("pong", ""))) {
            assertThat(protocol.received(event)).isTrue();
        }

        assertThat(told)
                .containsExactly(
                        "subscribed CHANNEL a",
                        "unsubscribed PATTERN p*",
                        "message CHANNEL a 1",
                        "message PATTERN p* pa 2",
                        "message SHARD s 3",
                        "pong");
    }

    @Test
    void aRefusalIsToldUnlessItWasAPingThatWasRefused() {
        protocol.sent(SubscriberProtocol.PING);
        protocol.sent(SubscriberProtocol.subscribe(ChannelKind.CHANNEL, List.of(bytes("a"))));

        assertThat(protocol.received(new ServerError("BUSY a script"))).isTrue();
        assertThat(protocol.received(new ServerError("NOPERM a"))).isTrue();

        assertThat(told).containsExactly("pong", "refused NOPERM");
    }

    @Test
    void aRefusalAfterAnswersIsThatOfTheNextRequest() {
        protocol.sent(SubscriberProtocol.subscribe(ChannelKind.CHANNEL, List.of(bytes("a"), bytes("b"))));
        protocol.sent(SubscriberProtocol.PING);
        protocol.received(event("subscribe", "a", 1L));
        // The server ends one of its own accord: nobody's answer.
        protocol.received(event("sunsubscribe", "s", 0L));
        protocol.received(event("subscribe", "b", 2L));
        told.clear();

        protocol.received(new ServerError("BUSY a script"));

        assertThat(told).containsExactly("pong");
    }

    @Test
    void whatNobodyCanExpectIsSaidToBeSo() {
        assertThat(protocol.received(new ServerError("ERR out of nowhere"))).isFalse();
        assertThat(protocol.received(event("message", "a"))).isFalse();
        assertThat(protocol.received(event("subscribe", 1L))).isFalse();
        assertThat(protocol.received(List.of())).isFalse();
        assertThat(protocol.received(1L)).isFalse();
        assertThat(protocol.received(null)).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void aPushForSomebodyElseIsPassedOver() {
        assertThat(protocol.received(event("invalidate", List.of()))).isTrue();
        assertThat(protocol.received(bytes("PONG"))).isTrue();
        assertThat(told).containsExactly("pong");
    }

    @Test
    void theAnswerToAnAuthIsNoPongAndItsRefusalNoOtherRequests() {
        protocol.sent(SubscriberProtocol.PING);
        protocol.sent(RawCommand.ofText("AUTH", "app", "new"));
        protocol.sent(SubscriberProtocol.subscribe(ChannelKind.CHANNEL, List.of("a".getBytes(UTF_8))));
        protocol.sent(RawCommand.ofText("AUTH", "app", "wrong"));
        protocol.sent(SubscriberProtocol.PING);

        assertThat(protocol.received("PONG".getBytes(UTF_8))).isTrue();
        assertThat(protocol.received("OK".getBytes(UTF_8))).isTrue();
        assertThat(protocol.received(event("subscribe", "a", 1L))).isTrue();
        assertThat(protocol.received(new ServerError("WRONGPASS no"))).isTrue();
        assertThat(protocol.received("PONG".getBytes(UTF_8))).isTrue();

        assertThat(told)
                .containsExactly("pong", "authenticated ", "subscribed CHANNEL a", "authenticated WRONGPASS", "pong");
    }
}
