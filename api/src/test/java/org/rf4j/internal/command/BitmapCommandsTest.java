package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.Codec;
import org.rf4j.command.AsyncBitmapCommands;
import org.rf4j.command.AsyncRedisCommands;
import org.rf4j.command.BitField;
import org.rf4j.command.BitFieldPlace;
import org.rf4j.command.BitFieldType;
import org.rf4j.command.BitUnit;

class BitmapCommandsTest extends CommandGroupTest {

    private static final BitFieldPlace FIRST = BitFieldType.unsigned(8).at(0);
    private static final BitFieldPlace THIRD = BitFieldType.signed(5).nth(2);

    BitmapCommandsTest() {
        super(AsyncBitmapCommands.class);
        row(commands -> commands.bitcount("k"), "BITCOUNT k", 26, 26L);
        row(commands -> commands.bitcount("k", 1, -2, BitUnit.BYTE), "BITCOUNT k 1 -2", 6, 6L);
        row(commands -> commands.bitcount("k", 5, 30, BitUnit.BIT), "BITCOUNT k 5 30 BIT", 17, 17L);
        row(
                commands -> commands.bitfield(
                        "k",
                        BitField.get(FIRST)
                                .andOverflow(BitField.Overflow.FAIL)
                                .andIncrby(THIRD, -20)
                                .andSet(FIRST, 7)),
                "BITFIELD k GET u8 0 OVERFLOW FAIL INCRBY i5 #2 -20 SET u8 0 7",
                Arrays.asList(1, null, 1),
                Arrays.asList(1L, null, 1L));
        row(
                commands -> commands.bitfield("k", BitField.overflow(BitField.Overflow.SAT)),
                "BITFIELD k OVERFLOW SAT",
                List.of(),
                List.of());
        row(
                commands -> commands.bitfieldRo("k", FIRST, THIRD),
                "BITFIELD_RO k GET u8 0 GET i5 #2",
                List.of(255, -16),
                List.of(255L, -16L));
        to("d", commands -> commands.bitopAnd("d", "a", "b"), "BITOP AND d a b");
        to("d", commands -> commands.bitopNot("d", "a"), "BITOP NOT d a");
        to("d", commands -> commands.bitopOr("d", "a", "b"), "BITOP OR d a b");
        to("d", commands -> commands.bitopXor("d", "a"), "BITOP XOR d a");
        row(commands -> commands.bitpos("k", true), "BITPOS k 1", 12, 12L);
        row(commands -> commands.bitpos("k", true), "BITPOS k 1", -1, null);
        row(commands -> commands.bitpos("k", false), "BITPOS k 0", 0, 0L);
        row(commands -> commands.bitpos("k", false, -2), "BITPOS k 0 -2", 8, 8L);
        row(commands -> commands.bitpos("k", true, 1, -1, BitUnit.BYTE), "BITPOS k 1 1 -1", -1, null);
        row(commands -> commands.bitpos("k", true, 7, 15, BitUnit.BIT), "BITPOS k 1 7 15 BIT", 8, 8L);
        row(commands -> commands.getbit("k", 4294967295L), "GETBIT k 4294967295", 1, true, true);
        row(commands -> commands.setbit("k", 7, true), "SETBIT k 7 1", 0, false, false);
        row(commands -> commands.setbit("k", 7, false), "SETBIT k 7 0", 1, true);
    }

    private void to(String destination, Invocation call, String words) {
        keyed(destination, call, words, 3, 3L, 3L);
    }

    @Test
    void aPositionBeforeTheFirstBitAndAPlaceThatIsNullAreRefusedAtOnce() {
        FakeCalls calls = FakeCalls.answering(0);
        AsyncRedisCommands<String, String> commands = new EncodedCommands<>(calls, Codec.utf8(), Codec.utf8());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.getbit("k", -1))
                .withMessage("offset is -1; give 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.setbit("k", -1, true))
                .withMessage("offset is -1; give 0 or more");
        assertThatNullPointerException()
                .isThrownBy(() -> commands.bitfieldRo("k", FIRST, null))
                .withMessage("places[1]");
        assertThat(calls.last()).isNull();
    }
}
