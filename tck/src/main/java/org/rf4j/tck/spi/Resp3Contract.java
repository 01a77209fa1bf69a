package org.rf4j.tck.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.rf4j.Capability;
import org.rf4j.Protocol;
import org.rf4j.spi.ChannelKind;
import org.rf4j.spi.ConnectionSettings;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.NodeSubscriber;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ServerError;

/** The values that {@link org.rf4j.spi.ReplySink#reply} gets on RESP3, or how RESP3 is refused. */
abstract class Resp3Contract extends SpiFixture {

    @Test
    void withoutTheCapabilityAConnectIsRefused() {
        Assumptions.assumeFalse(
                has(Capability.RESP3), () -> "the provider '" + provider().name() + "' declares RESP3");
        Throwable failure = failureOf(
                "connect with RESP3",
                driver().connect(endpoint(), resp3(), new DownEvents()),
                CONNECT_TIMEOUT.plus(MARGIN));
        assertThat(failure)
                .as("a capability that is not declared ends in an UnsupportedOperationException that names it")
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("RESP3");
        awaitNoClients("a refused protocol");
    }

    @Test
    void theConnectionSpeaksResp3() {
        NodeClient client = connectResp3();
        assertThat(send(
                                client,
                                "CLIENT",
                                "LIST",
                                "ID",
                                String.valueOf(send(client, "CLIENT", "ID").raw()))
                        .readable())
                .asString()
                .as("CLIENT LIST for the connection; the handshake holds HELLO 3, send it as it is")
                .contains("resp=3");
    }

    @Test
    void aMapIsTheFlatListOfItsKeysAndValues() {
        NodeClient client = connectResp3();
        String key = fresh("key");
        send(client, "HSET", key, "a", "1", "b", "2").raw();
        assertThat(send(client, "HGETALL", key).readable())
                .as("a RESP3 map is a flat list: key, value, key, value")
                .isEqualTo(List.of("a", "1", "b", "2"));
        assertThat(debug(client, "map")).isEqualTo(Arrays.asList(0L, false, 1L, true, 2L, false));
    }

    @Test
    void aMapInsideAMapIsAFlatListInsideAFlatList() {
        NodeClient client = connectResp3();
        assertThat(eval(client, "return {map={a={map={b=1}}}}")).isEqualTo(List.of("a", List.of("b", 1L)));
    }

    @Test
    void aSetIsAList() {
        NodeClient client = connectResp3();
        assertThat(debug(client, "set")).as("a RESP3 set").isEqualTo(List.of(0L, 1L, 2L));
        String key = fresh("key");
        send(client, "SADD", key, "member").raw();
        assertThat(send(client, "SMEMBERS", key).readable()).isEqualTo(List.of("member"));
    }

    @Test
    void aDoubleIsADouble() {
        NodeClient client = connectResp3();
        assertThat(debug(client, "double")).as("a RESP3 double").isEqualTo(3.141);
        String key = fresh("key");
        send(client, "ZADD", key, "1.5", "a", "inf", "b", "-inf", "c").raw();
        assertThat(send(client, "ZMSCORE", key, "a", "b", "c", "none").readable())
                .as("doubles, infinities and a null in an array")
                .isEqualTo(Arrays.asList(1.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, null));
    }

    @Test
    void aBooleanIsABoolean() {
        NodeClient client = connectResp3();
        assertThat(debug(client, "true")).isEqualTo(true);
        assertThat(debug(client, "false")).isEqualTo(false);
    }

    @Test
    void aNullIsNull() {
        NodeClient client = connectResp3();
        assertThat(debug(client, "null")).isNull();
        assertThat(send(client, "GET", fresh("key")).raw()).isNull();
    }

    @Test
    void aBigNumberIsABigInteger() {
        assertThat(debug(connectResp3(), "bignum"))
                .as("a RESP3 big number")
                .isEqualTo(new BigInteger("1234567999999999999999999999999999999"));
    }

    @Test
    void aVerbatimStringHasNoPrefix() {
        assertThat(debug(connectResp3(), "verbatim"))
                .as("a RESP3 verbatim string: its bytes without the prefix 'txt:'")
                .isEqualTo("This is a verbatim\nstring");
    }

    @Test
    void attributesAreDropped() {
        NodeClient client = connectResp3();
        assertThat(debug(client, "attrib"))
                .as("a reply with an attribute before it is the reply")
                .isEqualTo("Some real reply following the attribute");
        assertThat(send(client, "ECHO", "next").readable())
                .as("the reply after it: the stream must still be in step")
                .isEqualTo("next");
    }

    @Test
    void stringsIntegersAndArraysAreAsOnResp2() {
        NodeClient client = connectResp3();
        assertThat(debug(client, "string")).isEqualTo("Hello World");
        assertThat(debug(client, "integer")).isEqualTo(12345L);
        assertThat(debug(client, "array")).isEqualTo(List.of(0L, 1L, 2L));
    }

    @Test
    void errorsAreValuesAtAnyDepth() {
        NodeClient client = connectResp3();
        assertThat(eval(client, "return {1, redis.error_reply('X y'), 'z'}"))
                .isEqualTo(List.of(1L, new ServerError("X y"), "z"));
        assertThat(send(client, "NO.SUCH").raw()).isInstanceOf(ServerError.class);
    }

    @Test
    void aPushOnTheSharedConnectionIsNobodysReply() {
        NodeClient client = connectResp3();
        String key = fresh("key");
        send(client, "CLIENT", "TRACKING", "ON").raw();
        send(client, "GET", key).raw();
        admin("SET", key, "changed");
        assertThat(send(client, "ECHO", "next").readable())
                .as("a push (here of client tracking) must not be taken for the reply to a call")
                .isEqualTo("next");
        assertThat(send(client, "GET", key).readable()).isEqualTo("changed");
    }

    @Test
    void aSubscriberAuthenticatesAnewWhileItIsSubscribed() {
        NodeClient client = connectResp3();
        SubscriberLog log = new SubscriberLog();
        NodeSubscriber subscriber = await("open a subscriber", client.openSubscriber(log));
        String channel = fresh("channel");
        admin("ACL", "SETUSER", "rotated", "on", ">contract", "~*", "&*", "+@all");
        try {
            subscriber.subscribe(ChannelKind.CHANNEL, List.of(bytes(channel)));
            subscriber.authenticate(RawCommand.ofText("AUTH", "rotated", "contract"));
            subscriber.authenticate(RawCommand.ofText("AUTH", "rotated", "wrong"));
            subscriber.ping();

            log.awaitExactly(
                    "subscribed CHANNEL " + channel, "authenticated", "authentication refused WRONGPASS", "pong");
            assertThat(clients())
                    .as("the user of the subscriber's connection")
                    .anySatisfy(line -> assertThat(line).contains(" sub=1 ").contains(" user=rotated "));
        } finally {
            admin("ACL", "DELUSER", "rotated");
        }
    }

    private NodeClient connectResp3() {
        Assumptions.assumeTrue(
                has(Capability.RESP3),
                () -> "the provider '" + provider().name() + "' does not declare " + Capability.RESP3);
        return connect(resp3(), new DownEvents());
    }

    private static ConnectionSettings resp3() {
        return new ConnectionSettings(
                CONNECT_TIMEOUT, Protocol.RESP3, null, () -> List.of(RawCommand.ofText("HELLO", "3")));
    }

    private static @Nullable Object debug(NodeClient client, String type) {
        return send(client, "DEBUG", "PROTOCOL", type).readable();
    }

    private static @Nullable Object eval(NodeClient client, String body) {
        return send(client, "EVAL", "redis.setresp(3) " + body, "0").readable();
    }
}
