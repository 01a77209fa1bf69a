package org.rf4j.provider.redisson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ReplayingDecoder;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.client.RedisException;
import org.rf4j.spi.ServerError;

final class RawReplyTest {

    /** Reads one reply after the other, as the decoder of the connection does. */
    private static final class Reader extends ReplayingDecoder<Void> {
        private RawReply reply = new RawReply();

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
            while (!reply.isComplete()) {
                reply.read(in);
                checkpoint();
            }
            out.add(reply);
            reply = new RawReply();
        }
    }

    @Test
    void aStringIsItsBytes() {
        assertThat(read("+OK\r\n")).isEqualTo("OK");
        assertThat(read("$5\r\na\r\nbc\r\n")).isEqualTo("a\r\nbc");
        assertThat(read("$0\r\n\r\n")).isEqualTo("");
        assertThat(read("=7\r\ntxt:abc\r\n")).isEqualTo("abc");
    }

    @Test
    void eachNullIsNull() {
        assertThat(read("$-1\r\n")).isNull();
        assertThat(read("*-1\r\n")).isNull();
        assertThat(read("_\r\n")).isNull();
        assertThat(read("*2\r\n*-1\r\n$-1\r\n")).isEqualTo(Arrays.asList(null, null));
    }

    @Test
    void aNumberIsTheNumberOfItsType() {
        assertThat(read(":0\r\n")).isEqualTo(0L);
        assertThat(read(":9223372036854775807\r\n")).isEqualTo(Long.MAX_VALUE);
        assertThat(read(":-9223372036854775808\r\n")).isEqualTo(Long.MIN_VALUE);
        assertThat(read(",1.5e3\r\n")).isEqualTo(1500.0);
        assertThat(read(",-inf\r\n")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read(",nan\r\n")).isEqualTo(Double.NaN);
        assertThat(read("(-1234567999999999999999\r\n")).isEqualTo(new BigInteger("-1234567999999999999999"));
        assertThat(read("#t\r\n")).isEqualTo(true);
        assertThat(read("#f\r\n")).isEqualTo(false);
    }

    @Test
    void anErrorIsAValueAtAnyDepth() {
        assertThat(read("-ERR no\r\n")).isEqualTo(new ServerError("ERR no"));
        assertThat(read("!6\r\nERR no\r\n")).isEqualTo(new ServerError("ERR no"));
        assertThat(read("*3\r\n:1\r\n*1\r\n-X y\r\n+z\r\n"))
                .isEqualTo(List.of(1L, List.of(new ServerError("X y")), "z"));
    }

    @Test
    void everyCollectionIsAList() {
        assertThat(read("*0\r\n")).isEqualTo(List.of());
        assertThat(read("~2\r\n:1\r\n:2\r\n")).isEqualTo(List.of(1L, 2L));
        assertThat(read("%1\r\n+k\r\n%1\r\n+a\r\n*0\r\n")).isEqualTo(List.of("k", List.of("a", List.of())));
        assertThat(read("%0\r\n")).isEqualTo(List.of());
    }

    @Test
    void anAttributeIsDroppedWhereverItStands() {
        assertThat(read("|1\r\n+k\r\n*1\r\n:1\r\n+OK\r\n")).isEqualTo("OK");
        assertThat(read("*2\r\n|1\r\n+k\r\n+v\r\n:1\r\n:2\r\n")).isEqualTo(List.of(1L, 2L));
        assertThat(read("|0\r\n*0\r\n")).isEqualTo(List.of());
    }

    @Test
    void aPushIsToldApart() {
        List<RawReply> replies = replies(">1\r\n+a\r\n*1\r\n+b\r\n");
        assertThat(replies).extracting(RawReply::isPush).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 400\r\n",
                ":\r\n",
                ":1x\r\n",
                ":123456789012345678901\r\n",
                "$1\r\nabc\r\n",
                "#x\r\n",
                "=1\r\na\r\n"
            })
    void whatIsNotTheProtocolIsRefused(String bytes) {
        assertThatThrownBy(() -> replies(bytes)).hasRootCauseInstanceOf(RedisException.class);
    }

    /** Returns a reply in readable form; it must be the same whether its bytes come at once or one by one. */
    private static @Nullable Object read(String bytes) {
        List<RawReply> atOnce = replies(bytes);
        assertThat(atOnce).hasSize(1);
        EmbeddedChannel channel = new EmbeddedChannel(new Reader());
        for (byte one : bytes.getBytes(StandardCharsets.UTF_8)) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {one}));
        }
        RawReply byDrips = channel.readInbound();
        Object readable = readable(atOnce.get(0).value());
        assertThat(readable(byDrips.value())).isEqualTo(readable);
        return readable;
    }

    private static List<RawReply> replies(String bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new Reader());
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.UTF_8));
        List<RawReply> replies = new ArrayList<>();
        for (RawReply reply = channel.readInbound(); reply != null; reply = channel.readInbound()) {
            replies.add(reply);
        }
        return replies;
    }

    private static @Nullable Object readable(@Nullable Object value) {
        if (value instanceof byte[] text) {
            return new String(text, StandardCharsets.UTF_8);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> readable = new ArrayList<>();
            list.forEach(element -> readable.add(readable(element)));
            return readable;
        }
        return value;
    }
}
