package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rf4j.CallOptions;
import org.rf4j.Capability;
import org.rf4j.Codec;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.RedisCommandException;
import org.rf4j.command.RedisCommands;

/**
 * What the tests of the typed commands have in common. Keys of one call share a hash tag, so that the tests are the same
 * in a cluster; each method that is called is noted, so that none is left out ({@link ExercisedMethods}).
 */
abstract class CommandTests extends ClauseTests {

    /** Returns a client that speaks the protocol; skips the test where the provider does not. */
    final Redis redis(Protocol protocol) {
        if (protocol == Protocol.RESP3 && !provider().capabilities().contains(Capability.RESP3)) {
            throw new ProtocolNotSpokenException();
        }
        return connect(config -> config.protocol(protocol));
    }

    /** Returns commands over a client that speaks the protocol; skips the test where the provider does not. */
    final RedisCommands<String, String> commands(Protocol protocol) {
        return commands(redis(protocol));
    }

    final RedisCommands<String, String> commands(Redis redis) {
        return ExercisedMethods.noting(mode(), redis.sync());
    }

    /** Returns commands whose keys and values are any bytes. */
    final RedisCommands<byte[], byte[]> binary(Redis redis) {
        return ExercisedMethods.noting(mode(), redis.sync(Codec.bytes(), Codec.bytes()));
    }

    /** Returns commands whose keys and values are any bytes, with the time that large ones take. */
    final RedisCommands<byte[], byte[]> largeBinary(Protocol protocol) {
        return binary(redis(protocol).with(CallOptions.timeout(LONG)));
    }

    /** Returns a key that no other test uses, in the same slot as the other keys of this test. */
    final String key(String what) {
        return "{" + name("slot") + "}" + what;
    }

    /** Returns a key like {@link #key}, with every byte value in it. */
    final byte[] binaryKey(String what) {
        byte[] beginning = key(what).getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(beginning, beginning.length + 256);
        System.arraycopy(everyByte(), 0, key, beginning.length, 256);
        return key;
    }

    /** Returns every byte value, once. */
    static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    /** Returns 10 MB of any bytes, the same ones each time. */
    static byte[] large() {
        byte[] bytes = new byte[10 * 1024 * 1024];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    /** Runs a call that the server has to answer with an error of this code. */
    static void refused(String expectation, String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .as(expectation)
                .isInstanceOfSatisfying(
                        RedisCommandException.class,
                        error -> assertThat(error.code()).as(expectation).isEqualTo(code));
    }
}
