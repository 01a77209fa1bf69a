package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.rf4j.Protocol;
import org.rf4j.command.BitField;
import org.rf4j.command.BitField.Overflow;
import org.rf4j.command.BitFieldPlace;
import org.rf4j.command.BitFieldType;
import org.rf4j.command.BitUnit;
import org.rf4j.command.RedisCommands;

/** The commands on strings as arrays of bits. */
abstract class BitmapCommandClauses extends CommandTests {

    private static final byte[] ONES = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

    @OnEachProtocol
    @Clause("X2")
    void bitsAreSetReadAndCounted(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("bits");
        assertThat(commands.getbit(key, 7)).as("X2: GETBIT of nothing").isFalse();
        assertThat(commands.bitcount(key)).as("X2: BITCOUNT of nothing").isZero();
        assertThat(commands.bitcount(key, 0, -1, BitUnit.BIT))
                .as("X2: BITCOUNT of a part of nothing")
                .isZero();
        assertThat(commands.setbit(key, 7, true)).as("X2: SETBIT of a 0").isFalse();
        assertThat(commands.setbit(key, 7, true)).as("X2: SETBIT of a 1").isTrue();
        assertThat(commands.setbit(key, 1_000_000, true))
                .as("X2: SETBIT far behind the end")
                .isFalse();
        assertThat(commands.strlen(key)).as("X2: the value has grown").isEqualTo(125_001);
        assertThat(commands.getbit(key, 7)).as("X2: GETBIT of a 1").isTrue();
        assertThat(commands.getbit(key, 8)).as("X2: GETBIT of a 0").isFalse();
        assertThat(commands.getbit(key, 4_294_967_295L))
                .as("X2: GETBIT behind the end")
                .isFalse();
        assertThat(commands.bitcount(key)).as("X2: BITCOUNT").isEqualTo(2);
        assertThat(commands.setbit(key, 7, false)).as("X2: SETBIT to 0").isTrue();
        assertThat(commands.bitcount(key)).as("X2: BITCOUNT").isEqualTo(1);

        commands.set(key, "foobar");
        assertThat(commands.bitcount(key)).as("X2: BITCOUNT").isEqualTo(26);
        assertThat(commands.bitcount(key, 1, 1, BitUnit.BYTE))
                .as("X2: BITCOUNT of a byte")
                .isEqualTo(6);
        assertThat(commands.bitcount(key, -6, -6, BitUnit.BYTE))
                .as("X2: BITCOUNT of a byte from the end")
                .isEqualTo(4);
        assertThat(commands.bitcount(key, 5, 30, BitUnit.BIT))
                .as("X2: BITCOUNT of bits")
                .isEqualTo(17);
        assertThat(commands.bitcount(key, 3, 2, BitUnit.BYTE))
                .as("X2: BITCOUNT of no byte")
                .isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void theFirstBitOfAKindIsFound(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = binary(redis(protocol));
        byte[] key = binaryKey("bits");
        assertThat(commands.bitpos(key, true)).as("X2: BITPOS 1 of nothing").isNull();
        assertThat(commands.bitpos(key, false)).as("X2: BITPOS 0 of nothing").isZero();
        commands.set(key, new byte[0]);
        assertThat(commands.bitpos(key, false)).as("X2: BITPOS 0 of no bytes").isNull();

        commands.set(key, new byte[] {0, (byte) 0xff, (byte) 0xf0});
        assertThat(commands.bitpos(key, true)).as("X2: BITPOS 1").isEqualTo(8L);
        assertThat(commands.bitpos(key, false, 1))
                .as("X2: BITPOS 0 from a byte")
                .isEqualTo(20L);
        assertThat(commands.bitpos(key, true, -1))
                .as("X2: BITPOS 1 from a byte from the end")
                .isEqualTo(16L);
        assertThat(commands.bitpos(key, true, 0, 0, BitUnit.BYTE))
                .as("X2: BITPOS 1 where none is")
                .isNull();
        assertThat(commands.bitpos(key, true, 7, 15, BitUnit.BIT))
                .as("X2: BITPOS 1 among bits")
                .isEqualTo(8L);
        assertThat(commands.bitpos(key, true, 21, -1, BitUnit.BIT))
                .as("X2: BITPOS 1 where none is")
                .isNull();

        commands.set(key, ONES);
        assertThat(commands.bitpos(key, false))
                .as("X2: BITPOS 0 where all are 1")
                .isEqualTo(24L);
        assertThat(commands.bitpos(key, false, -1))
                .as("X2: BITPOS 0 where all are 1")
                .isEqualTo(24L);
        assertThat(commands.bitpos(key, false, 0, -1, BitUnit.BYTE))
                .as("X2: BITPOS 0 in a part where all are 1")
                .isNull();
        assertThat(commands.bitpos(key, false, 5))
                .as("X2: BITPOS behind the end")
                .isNull();
    }

    @OnEachProtocol
    @Clause("X2")
    void valuesAreCombinedBitByBit(Protocol protocol) {
        RedisCommands<byte[], byte[]> commands = binary(redis(protocol));
        byte[] a = binaryKey("a");
        byte[] b = binaryKey("b");
        byte[] missing = binaryKey("missing");
        byte[] result = binaryKey("result");
        commands.set(a, new byte[] {(byte) 0xf0, 0x3c});
        commands.set(b, new byte[] {0x33});
        assertThat(commands.bitopAnd(result, a, b)).as("X2: BITOP AND").isEqualTo(2);
        assertThat(commands.get(result)).as("X2: BITOP AND").isEqualTo(new byte[] {0x30, 0});
        assertThat(commands.bitopOr(result, a, b)).as("X2: BITOP OR").isEqualTo(2);
        assertThat(commands.get(result)).as("X2: BITOP OR").isEqualTo(new byte[] {(byte) 0xf3, 0x3c});
        assertThat(commands.bitopXor(result, a, b, a))
                .as("X2: BITOP XOR of three")
                .isEqualTo(2);
        assertThat(commands.get(result)).as("X2: BITOP XOR of three").isEqualTo(new byte[] {0x33, 0});
        assertThat(commands.bitopAnd(result, a, missing))
                .as("X2: BITOP AND with nothing")
                .isEqualTo(2);
        assertThat(commands.get(result)).as("X2: BITOP AND with nothing").isEqualTo(new byte[2]);

        byte[] turned = everyByte();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = (byte) ~turned[i];
        }
        commands.set(a, everyByte());
        assertThat(commands.bitopNot(result, a)).as("X2: BITOP NOT").isEqualTo(256);
        assertThat(commands.get(result)).as("X2: BITOP NOT").isEqualTo(turned);
        assertThat(commands.bitcount(result)).as("X2: BITCOUNT of every byte").isEqualTo(1024);
        assertThat(commands.bitopNot(result, missing))
                .as("X2: BITOP NOT of nothing")
                .isZero();
        assertThat(commands.exists(result)).as("X2: BITOP NOT of nothing").isZero();
        commands.set(result, ONES);
        assertThat(commands.bitopOr(result, missing))
                .as("X2: BITOP OR of nothing")
                .isZero();
        assertThat(commands.exists(result)).as("X2: BITOP OR of nothing").isZero();
    }

    @OnEachProtocol
    @Clause("X2")
    void numbersOfAnyWidthAreReadAndChanged(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("fields");
        BitFieldPlace second = BitFieldType.unsigned(8).nth(1);
        assertThat(commands.bitfield(
                        key, BitField.get(second).andGet(BitFieldType.signed(64).at(1000))))
                .as("X2: BITFIELD GET of nothing")
                .containsExactly(0L, 0L);
        assertThat(commands.bitfieldRo(key, second))
                .as("X2: BITFIELD_RO of nothing")
                .containsExactly(0L);
        assertThat(commands.exists(key)).as("X2: BITFIELD GET makes nothing").isZero();
        assertThat(commands.bitfield(key, BitField.overflow(Overflow.SAT)))
                .as("X2: BITFIELD OVERFLOW")
                .isEmpty();

        assertThat(commands.bitfield(
                        key,
                        BitField.set(second, 200)
                                .andIncrby(second, 100)
                                .andOverflow(Overflow.SAT)
                                .andIncrby(second, 300)
                                .andIncrby(second, -1)
                                .andOverflow(Overflow.FAIL)
                                .andIncrby(second, 2)
                                .andSet(second, -1)
                                .andOverflow(Overflow.WRAP)
                                .andSet(second, 257)
                                .andGet(BitFieldType.unsigned(8).at(8))))
                .as("X2: BITFIELD with every OVERFLOW")
                .containsExactly(0L, 44L, 255L, 254L, null, null, 254L, 1L);
        assertThat(commands.bitfieldRo(
                        key,
                        second,
                        BitFieldType.unsigned(1).at(15),
                        BitFieldType.signed(1).at(15),
                        BitFieldType.signed(3).nth(5)))
                .as("X2: BITFIELD_RO")
                .containsExactly(1L, 1L, -1L, -4L);
    }

    @OnEachProtocol
    @Clause("X2")
    void theWidestNumbersAreExact(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("fields");
        BitFieldPlace signed = BitFieldType.signed(64).at(0);
        BitFieldPlace unsigned = BitFieldType.unsigned(63).at(65);
        assertThat(commands.bitfield(
                        key,
                        BitField.set(signed, Long.MIN_VALUE)
                                .andGet(signed)
                                .andIncrby(signed, -1)
                                .andOverflow(Overflow.FAIL)
                                .andIncrby(signed, 1)
                                .andIncrby(signed, Long.MIN_VALUE)
                                .andSet(unsigned, Long.MAX_VALUE)
                                .andGet(unsigned)
                                .andIncrby(unsigned, 1)))
                .as("X2: BITFIELD of 64 bits")
                .containsExactly(0L, Long.MIN_VALUE, Long.MAX_VALUE, null, -1L, 0L, Long.MAX_VALUE, null);
        assertThat(commands.bitfieldRo(key, signed, unsigned))
                .as("X2: BITFIELD_RO of 64 bits")
                .containsExactly(-1L, Long.MAX_VALUE);
        refused(
                "X2: a place behind the longest value",
                "ERR",
                () -> commands.bitfieldRo(key, signed.type().at(1L << 40)));
        refused("X2: a bit behind the longest value", "ERR", () -> commands.setbit(key, 1L << 40, true));
    }

    @OnEachProtocol
    @Clause("X2")
    void bitsOfWhatIsNoStringAreRefused(Protocol protocol) {
        RedisCommands<String, String> commands = commands(protocol);
        String key = key("list");
        String other = key("other");
        BitFieldPlace place = BitFieldType.unsigned(1).at(0);
        commands.rpush(key, "a");
        refused("X2: BITCOUNT of a list", "WRONGTYPE", () -> commands.bitcount(key));
        refused("X2: BITCOUNT of a list", "WRONGTYPE", () -> commands.bitcount(key, 0, 1, BitUnit.BIT));
        refused("X2: BITPOS of a list", "WRONGTYPE", () -> commands.bitpos(key, true));
        refused("X2: BITPOS of a list", "WRONGTYPE", () -> commands.bitpos(key, true, 1));
        refused("X2: GETBIT of a list", "WRONGTYPE", () -> commands.getbit(key, 0));
        refused("X2: SETBIT of a list", "WRONGTYPE", () -> commands.setbit(key, 0, true));
        refused("X2: BITFIELD of a list", "WRONGTYPE", () -> commands.bitfield(key, BitField.get(place)));
        refused("X2: BITFIELD_RO of a list", "WRONGTYPE", () -> commands.bitfieldRo(key, place));
        refused("X2: BITOP XOR of a list", "WRONGTYPE", () -> commands.bitopXor(other, key));
        refused("X2: BITOP NOT of a list", "WRONGTYPE", () -> commands.bitopNot(other, key));
        assertThat(commands.exists(other)).as("X2: nothing was stored").isZero();
    }
}
