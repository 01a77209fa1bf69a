package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rf4j.internal.Core;
import org.rf4j.spi.RawCommand;

/** The entries have the shape of the replies of Redis 7.0 and, where said, 6.2. */
class KeyPositionsTest {

    private static final List<Object> SEVEN = List.of(
            entry("get", 2, 1, 1, 1, index(1, range(0, 1))),
            entry("mset", -3, 1, -1, 2, index(1, range(-1, 2))),
            entry("ping", -1, 0, 0, 0),
            entry("eval", -3, 0, 0, 0, index(2, keynum(0, 1))),
            entry("fcall", -3, 0, 0, 0, index(2, keynum(0, 1))),
            entry("xread", -4, 0, 0, 0, keyword("STREAMS", 1, range(-1, 1))),
            entry("xreadgroup", -7, 0, 0, 0, keyword("STREAMS", 4, range(-1, 1))),
            entry("sort", -2, 1, 1, 1, index(1, range(0, 1)), unknown(), unknown()),
            entry("zunionstore", -4, 1, 1, 1, index(1, range(0, 1)), index(2, keynum(0, 1))),
            entry("zunion", -3, 0, 0, 0, index(1, keynum(0, 1))),
            entry("blmpop", -5, 0, 0, 0, index(2, keynum(0, 1))),
            entry("bitop", -4, 2, -1, 1, index(2, range(0, 1)), index(3, range(-1, 1))),
            entry("migrate", -6, 3, 3, 1, index(3, range(0, 1)), keyword("KEYS", -2, range(-1, 1))),
            entry("last", -2, 0, 0, 0, keyword("KEYS", -2, range(-1, 1))),
            container(
                    "object",
                    entry("object|encoding", 3, 2, 2, 1, index(2, range(0, 1))),
                    entry("object|help", 2, 0, 0, 0)),
            container("xgroup", entry("xgroup|create", -5, 2, 2, 1, index(2, range(0, 1)))),
            container("config", entry("config|get", -3, 0, 0, 0)));

    private final Core core = new Core();

    @AfterEach
    void closeCore() {
        core.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET k, k",
        "MSET k v l w, k",
        "EVAL return 1 k a, k",
        "EVAL return 2 k l a, k",
        "FCALL f 1 k a, k",
        "XREAD STREAMS k 0, k",
        "XREAD COUNT 2 BLOCK 0 streams k l 0 0, k",
        "XREADGROUP GROUP g STREAMS STREAMS k >, k",
        "SORT k BY w_* STORE l, k",
        "ZUNIONSTORE d 2 k l, d",
        "ZUNION 2 k l, k",
        "BLMPOP 0 2 k l LEFT, k",
        "BITOP AND d k l, d",
        "LAST KEYS KEYS k, k",
        "OBJECT ENCODING k, k",
        "OBJECT encoding k, k",
        "XGROUP CREATE k g $, k"
    })
    void theFirstKeyStandsWhereTheTableOfTheServerSays(String command, String key) throws Exception {
        assertThat(firstKey(SEVEN, command)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "PING",
        "PING k",
        "EVAL return 0 a",
        "EVAL return",
        "EVAL return 1",
        "XREAD COUNT 2",
        "XREAD COUNT 2 STREAMS",
        "GET",
        "OBJECT HELP",
        "OBJECT FREQ k",
        "OBJECT",
        "CONFIG GET k",
        "NOSUCH k"
    })
    void whatHasNoKeyHasNoFirstOne(String command) throws Exception {
        assertThat(firstKey(SEVEN, command)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"GET k, k", "BITOP AND d k, d", "EVAL return 1 k, ", "OBJECT ENCODING k, k", "PING, "})
    void aServerBeforeTheSeventhHasFixedPositionsAlone(String command, @Nullable String key) throws Exception {
        List<Object> six = List.of(
                old("get", 2, 1, 1, 1),
                old("bitop", -4, 2, -1, 1),
                old("eval", -3, 0, 0, 0),
                old("object", -2, 2, 2, 1),
                old("ping", -1, 0, 0, 0));

        assertThat(firstKey(six, command)).isEqualTo(key);
    }

    @Test
    void anEntryThatIsNoneIsPassedOver() throws Exception {
        List<Object> reply = new ArrayList<>(Arrays.asList(null, List.of(bytes("get")), bytes("get")));
        reply.addAll(SEVEN);

        assertThat(firstKey(reply, "GET k")).isEqualTo("k");
    }

    @Test
    void beforeTheTableIsKnownNoKeyIs() {
        assertThat(new KeyPositions(core, Duration.ofSeconds(5)).firstKey(RawCommand.ofText("GET", "k")))
                .isNull();
    }

    @Test
    void theTableIsAskedForOnce() throws Exception {
        FakeNode node = new FakeNode().answers("COMMAND", SEVEN);
        KeyPositions keys = learned(node);

        on(() -> keys.learn(link(node)));

        assertThat(node.sent).containsExactly("COMMAND");
    }

    @Test
    void whereItIsRefusedItIsAskedForAgain() throws Exception {
        FakeNode node = new FakeNode().refuses("COMMAND", "NOPERM no");
        KeyPositions keys = learned(node);
        node.answers("COMMAND", SEVEN);

        on(() -> keys.learn(link(node)));
        on(() -> {});

        assertThat(keys.firstKey(RawCommand.ofText("GET", "k"))).isEqualTo(bytes("k"));
    }

    private @Nullable String firstKey(List<Object> table, String words) throws Exception {
        KeyPositions keys = learned(new FakeNode().answers("COMMAND", table));
        String[] all = words.split(" ", -1);
        byte[] key = keys.firstKey(RawCommand.ofText(all[0], Arrays.copyOfRange(all, 1, all.length)));
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }

    private KeyPositions learned(FakeNode node) throws Exception {
        KeyPositions keys = new KeyPositions(core, Duration.ofSeconds(5));
        on(() -> keys.learn(link(node)));
        // The answer is taken in by a task after that one.
        on(() -> {});
        return keys;
    }

    private NodeLink link(FakeNode node) {
        return new NodeLink(FakeCluster.A, node.client());
    }

    private void on(Runnable action) throws Exception {
        FakeCluster.on(core, action);
    }

    private static List<Object> entry(String name, long arity, long first, long last, long step, Object... specs) {
        return List.of(
                bytes(name),
                arity,
                List.of(bytes("readonly")),
                first,
                last,
                step,
                List.of(bytes("@read")),
                List.of(),
                List.of(specs),
                List.of());
    }

    private static List<Object> container(String name, Object... subcommands) {
        List<Object> entry = new ArrayList<>(entry(name, -2, 0, 0, 0));
        entry.set(9, List.of(subcommands));
        return entry;
    }

    private static List<Object> old(String name, long arity, long first, long last, long step) {
        return List.of(bytes(name), arity, List.of(bytes("readonly")), first, last, step, List.of(bytes("@read")));
    }

    private static List<Object> index(long index, Object find) {
        return specification(flat("type", "index", "spec", flat("index", index)), find);
    }

    private static List<Object> keyword(String keyword, long from, Object find) {
        return specification(flat("type", "keyword", "spec", flat("keyword", keyword, "startfrom", from)), find);
    }

    private static List<Object> unknown() {
        return specification(flat("type", "unknown", "spec", List.of()), flat("type", "unknown", "spec", List.of()));
    }

    private static List<Object> specification(Object begin, Object find) {
        return flat("flags", List.of(bytes("RO")), "begin_search", begin, "find_keys", find);
    }

    private static List<Object> range(long last, long step) {
        return flat("type", "range", "spec", flat("lastkey", last, "keystep", step, "limit", 0L));
    }

    private static List<Object> keynum(long at, long first) {
        return flat("type", "keynum", "spec", flat("keynumidx", at, "firstkey", first, "keystep", 1L));
    }

    private static List<Object> flat(Object... namesAndValues) {
        return Arrays.stream(namesAndValues)
                .map(part -> part instanceof String text ? bytes(text) : part)
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
