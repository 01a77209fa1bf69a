package org.rf4j.provider.redisson;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.spi.RawCommand;

final class RawCallTest {

    private static final int PART = 64 * 1024;

    @Test
    void aSmallCommandIsOnePart() {
        RawCall call = call(RawCommand.ofText("SET", "key", ""));
        assertThat(call.encode(UnpooledByteBufAllocator.DEFAULT).toString(StandardCharsets.UTF_8))
                .isEqualTo("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$0\r\n\r\n");
        assertThat(call.isEncoded()).isTrue();
    }

    @Test
    void aCommandWithoutArgumentsIsOnePart() {
        RawCall call = call(RawCommand.of("PING"));
        assertThat(call.encode(UnpooledByteBufAllocator.DEFAULT).toString(StandardCharsets.UTF_8))
                .isEqualTo("*1\r\n$4\r\nPING\r\n");
        assertThat(call.isEncoded()).isTrue();
    }

    /** Lengths that put the end of a part into an argument, its header, and its line end. */
    @ParameterizedTest
    @ValueSource(ints = {PART - 64, PART - 40, PART - 24, PART - 23, PART - 22, PART - 1, PART, 3 * PART, 1_000_000})
    void thePartsOfALargeCommandAreTheCommand(int length) {
        for (int more = 0; more < 20; more++) {
            byte[] first = new byte[length + more];
            Arrays.fill(first, (byte) 'a');
            byte[] second = new byte[more];
            RawCommand command = RawCommand.of("X", first, second, new byte[0], first);
            assertThat(Arrays.equals(parts(call(command)), expected(command)))
                    .as("arguments of %d and %d bytes", first.length, second.length)
                    .isTrue();
        }
    }

    private static RawCall call(RawCommand command) {
        return new RawCall(null, command, null);
    }

    private static byte[] parts(RawCall call) {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        while (!call.isEncoded()) {
            ByteBuf part = call.encode(UnpooledByteBufAllocator.DEFAULT);
            assertThat(part.readableBytes()).isBetween(1, PART);
            parts.writeBytes(ByteBufUtil.getBytes(part));
            part.release();
        }
        return parts.toByteArray();
    }

    private static byte[] expected(RawCommand command) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = command.argumentCount();
        all.writeBytes(("*" + (count + 1) + "\r\n$1\r\nX\r\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < count; i++) {
            all.writeBytes(("$" + command.argument(i).length + "\r\n").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(command.argument(i));
            all.writeBytes(new byte[] {'\r', '\n'});
        }
        return all.toByteArray();
    }
}
