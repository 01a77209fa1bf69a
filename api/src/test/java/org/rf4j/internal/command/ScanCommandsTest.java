package org.rf4j.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rf4j.Codec;
import org.rf4j.Endpoint;
import org.rf4j.RedisConfig;
import org.rf4j.RedisConnectionException;
import org.rf4j.RedisException;
import org.rf4j.command.ElementScanArgs;
import org.rf4j.command.KeyValue;
import org.rf4j.command.RedisCommands;
import org.rf4j.command.ScanArgs;
import org.rf4j.command.ScoredValue;
import org.rf4j.internal.Core;
import org.rf4j.internal.call.CallLimits;
import org.rf4j.internal.call.CallView;
import org.rf4j.internal.call.Dispatcher;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.internal.topology.NodeLink;
import org.rf4j.internal.topology.Slots;
import org.rf4j.spi.NodeClient;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;

/** Cursors as streams, over servers that are made up. */
@Timeout(30)
class ScanCommandsTest {

    private static final int KEY = Slots.of("key".getBytes(StandardCharsets.US_ASCII));

    private final Core core = new Core();
    private final FakeDeployment cluster = new FakeDeployment();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Consumer<String>> onQuestion = new HashMap<>();

    @AfterEach
    void closeCore() {
        core.close();
    }

    private RedisCommands<String, String> commands() {
        Dispatcher dispatcher =
                new Dispatcher(core, cluster, RedisConfig.builder().build());
        CallLimits limits = new CallLimits(TimeUnit.SECONDS.toNanos(10), false, false);
        return new BlockingCommands<>(new CallView(dispatcher, limits, true), Codec.utf8(), Codec.utf8());
    }

    /** A server that answers the first question with a cursor and the others without. */
    private NodeLink node(String name, Object first, Object last) {
        NodeClient client = (NodeClient) Proxy.newProxyInstance(
                NodeClient.class.getClassLoader(), new Class<?>[] {NodeClient.class}, (self, method, arguments) -> {
                    if (arguments[0] instanceof RawCommand command) {
                        String words = words(command);
                        asked.add(name + " " + words);
                        boolean begins = words.matches("SCAN 0.*|.SCAN key 0.*");
                        Object page = begins ? List.of("7", first) : List.of("0", last);
                        ((ReplySink) arguments[1]).reply(FakeCalls.raw(page));
                        onQuestion.getOrDefault(name, none -> {}).accept(words);
                    }
                    return null;
                });
        return FakeDeployment.link(new Endpoint(name, 7000), client);
    }

    private static String words(RawCommand command) {
        StringBuilder words = new StringBuilder(command.name());
        for (int i = 0; i < command.argumentCount(); i++) {
            words.append(' ').append(new String(command.argument(i), StandardCharsets.UTF_8));
        }
        return words.toString();
    }

    private void leads(String name, int... slots) {
        NodeLink link = node(name, List.of(name + "1", name + "2"), List.of(name + "3"));
        for (int slot : slots) {
            cluster.leads(slot, link);
        }
        cluster.owns(name, slots);
    }

    /** Two primaries: one with the slots 1 and 2, one with 3. */
    private void twoPrimaries() {
        leads("a", 1, 2);
        leads("b", 3);
        cluster.primariesAt(1, 3);
    }

    @Test
    void keysComeFromEveryPrimaryPageByPage() {
        twoPrimaries();
        assertThat(commands().scan()).containsExactly("a1", "a2", "a3", "b1", "b2", "b3");
        assertThat(asked).containsExactly("a SCAN 0", "a SCAN 7", "b SCAN 0", "b SCAN 7");
    }

    @Test
    void optionsGoWithEveryPageAndAQuestionIsAskedWhenItIsNeeded() {
        twoPrimaries();
        Stream<String> keys =
                commands().scan(ScanArgs.match("a*").andCount(9).andType("HASH").andRestarting());
        assertThat(asked).isEmpty();
        Iterator<String> some = keys.iterator();
        some.next();
        some.next();
        assertThat(asked).containsExactly("a SCAN 0 MATCH a* COUNT 9 TYPE hash");
        assertThat(some.next()).isEqualTo("a3");
        assertThat(asked).hasSize(2).last().isEqualTo("a SCAN 7 MATCH a* COUNT 9 TYPE hash");
        keys.close();
        assertThat(some.hasNext()).isFalse();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aStreamIsReadInOrderAlsoInParallel() {
        twoPrimaries();
        assertThat(commands().scan().parallel()).containsExactly("a1", "a2", "a3", "b1", "b2", "b3");
    }

    @Test
    void elementsOfAKeyAreAskedForWhereItIs() {
        NodeLink hash = node("h", List.of("f", "1", "g", "2"), List.of());
        cluster.leads(KEY, hash).owns("h", KEY);
        assertThat(commands().hscan("key")).containsExactly(new KeyValue<>("f", "1"), new KeyValue<>("g", "2"));
        assertThat(commands().hscan("key", ElementScanArgs.match("f"))).contains(new KeyValue<>("f", "1"));
        assertThat(commands().sscan("key")).containsExactly("f", "1", "g", "2");
        assertThat(commands().sscan("key", ElementScanArgs.count(5))).hasSize(4);
        assertThat(commands().zscan("key")).containsExactly(ScoredValue.of("f", 1), ScoredValue.of("g", 2));
        assertThat(commands().zscan("key", ElementScanArgs.restarting())).hasSize(2);
        assertThat(asked)
                .containsExactly(
                        "h HSCAN key 0",
                        "h HSCAN key 7",
                        "h HSCAN key 0 MATCH f",
                        "h HSCAN key 7 MATCH f",
                        "h SSCAN key 0",
                        "h SSCAN key 7",
                        "h SSCAN key 0 COUNT 5",
                        "h SSCAN key 7 COUNT 5",
                        "h ZSCAN key 0",
                        "h ZSCAN key 7",
                        "h ZSCAN key 0",
                        "h ZSCAN key 7");
    }

    @Test
    void scoresAreReadInTheShapesOfBothProtocols() {
        cluster.leads(KEY, node("z", List.of(List.of("m", 0.5)), List.of("n", "inf")))
                .owns("z", KEY);
        assertThat(commands().zscan("key"))
                .containsExactly(ScoredValue.of("m", 0.5), ScoredValue.of("n", Double.POSITIVE_INFINITY));
    }

    @Test
    void aCursorIsNotContinuedElsewhere() {
        twoPrimaries();
        onQuestion.put("a", words -> leads("c", 1, 2));
        assertThatThrownBy(() -> commands().scan().toList())
                .isInstanceOf(RedisConnectionException.class)
                .hasMessageContaining("the SCAN was begun at a:7000")
                .hasMessageContaining("c:7000")
                .hasMessageContaining("restarting()");
    }

    @Test
    void aCursorOfAKeyIsNotContinuedElsewhereEither() {
        cluster.leads(KEY, node("h", List.of("f"), List.of())).owns("h", KEY);
        onQuestion.put(
                "h",
                words -> cluster.leads(KEY, node("i", List.of("f"), List.of("g")))
                        .owns("i", KEY));
        assertThatThrownBy(() -> commands().sscan("key").toList())
                .hasMessageContaining("the SSCAN was begun at h:7000");
        cluster.leads(KEY, node("h", List.of("f"), List.of())).owns("h", KEY);
        assertThat(commands().sscan("key", ElementScanArgs.restarting())).containsExactly("f", "f", "g");
    }

    @Test
    void onRequestItBeginsAgainThere() {
        twoPrimaries();
        onQuestion.put("a", words -> leads("c", 1, 2));
        assertThat(commands().scan(ScanArgs.restarting()))
                .containsExactly("a1", "a2", "c1", "c2", "c3", "b1", "b2", "b3");
        assertThat(asked).containsExactly("a SCAN 0", "c SCAN 7", "c SCAN 0", "c SCAN 7", "b SCAN 0", "b SCAN 7");
    }

    @Test
    void notForEver() {
        twoPrimaries();
        onQuestion.put("a", words -> {
            if (words.equals("SCAN 0")) {
                leads("a", 1, 2);
            }
        });
        assertThatThrownBy(() -> commands().scan(ScanArgs.restarting()).toList())
                .isInstanceOf(RedisException.class)
                .hasMessageContaining("begin again");
        assertThat(asked).hasSize(2 * 17);
    }

    @Test
    void aSlotThatMovesToAPrimaryThatIsBehindIsFollowed() {
        twoPrimaries();
        // b has been gone over when a slot of a's comes to it.
        cluster.primariesAt(3, 1);
        leads("b", 0);
        onQuestion.put("a", words -> {
            if (words.equals("SCAN 0")) {
                cluster.leads(2, cluster.link(3)).owns("b", 2);
            }
        });
        assertThat(commands().scan()).containsExactly("b1", "b2", "b3", "a1", "a2", "a3", "b1", "b2", "b3");
    }

    @Test
    void twoPrimariesAreTwoAlsoIfOneHasNoSlotLeft() {
        twoPrimaries();
        onQuestion.put("a", words -> {
            if (words.equals("SCAN 7")) {
                cluster.leads(3, cluster.link(1)).owns("a", 3).primariesAt(1);
            }
        });
        assertThat(commands().scan()).containsExactly("a1", "a2", "a3", "a1", "a2", "a3");
    }
}
