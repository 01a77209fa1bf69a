package org.rf4j.tck;

import org.junit.jupiter.api.Assumptions;
import org.rf4j.Capability;
import org.rf4j.Codec;
import org.rf4j.Protocol;
import org.rf4j.Redis;
import org.rf4j.command.RedisCommands;

/**
 * What the tests of the typed commands have in common. Keys of one call share a hash tag, so that the tests are the same
 * in a cluster; each method that is called is noted, so that none is left out ({@link ExercisedMethods}).
 */
abstract class CommandTests extends ClauseTests {

    /** Returns a client that speaks the protocol; skips the test where the provider does not. */
    final Redis redis(Protocol protocol) {
        if (protocol == Protocol.RESP3) {
            Assumptions.assumeTrue(
                    provider().capabilities().contains(Capability.RESP3), "the provider does not declare RESP3");
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

    /** Returns a key that no other test uses, in the same slot as the other keys of this test. */
    final String key(String what) {
        return "{" + name("slot") + "}" + what;
    }
}
