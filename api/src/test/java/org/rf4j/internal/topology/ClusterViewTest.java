package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.AddressMapper;
import org.rf4j.Endpoint;
import org.rf4j.internal.topology.ClusterView.Peer;
import org.rf4j.internal.topology.ClusterView.Range;
import org.rf4j.spi.ServerError;

class ClusterViewTest {

    private static final Endpoint ASKED = new Endpoint("asked", 7000);

    private static final String NODES = """
            07c37dfeb235213a872192d90877d0cd55635b91 127.0.0.1:30004@31004,hostname4 slave e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca 0 1426238317239 4 connected
            67ed2db8d677e59ec4a4cefb06858cf2a1a89fa1 127.0.0.1:30002@31002,hostname2 master - 0 1426238316232 2 connected 5461-10922
            292f8b365bb7edb5e285caf0b7e6ddc7265d2f4f 127.0.0.1:30003@31003,hostname3 master - 0 1426238318243 3 connected 10923-16383
            6ec23923021cf3ffec47632106199cb7f496ce01 127.0.0.1:30005@31005,hostname5 slave 67ed2db8d677e59ec4a4cefb06858cf2a1a89fa1 0 1426238316232 5 connected
            824fe116063bc5fcf9f4ffd895bc17aee7731ac3 127.0.0.1:30006@31006,hostname6 slave 292f8b365bb7edb5e285caf0b7e6ddc7265d2f4f 0 1426238317741 6 connected
            e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca 127.0.0.1:30001@31001,hostname1 myself,master - 0 0 1 connected 0-5460
            """;

    @Test
    void everyNodeIsReadWithItsRoleItsEpochAndItsSlots() {
        ClusterView view = nodes(NODES);

        assertThat(view.peers()).hasSize(6);
        assertThat(view.peers().get(0))
                .isEqualTo(new Peer(
                        "07c37dfeb235213a872192d90877d0cd55635b91",
                        new Endpoint("127.0.0.1", 30004),
                        false,
                        "e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca",
                        false,
                        false,
                        4,
                        List.of()));
        assertThat(view.peers().get(1))
                .isEqualTo(new Peer(
                        "67ed2db8d677e59ec4a4cefb06858cf2a1a89fa1",
                        new Endpoint("127.0.0.1", 30002),
                        true,
                        null,
                        false,
                        false,
                        2,
                        List.of(new Range(5461, 10922))));
    }

    @Test
    void theNodeThatSpeaksIsKnownByItsFlag() {
        assertThat(nodes(NODES).self())
                .extracting(Peer::id, Peer::primary, Peer::endpoint)
                .containsExactly("e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca", true, new Endpoint("127.0.0.1", 30001));
    }

    @Test
    void aNodeThatDoesNotNameItselfIsUnknown() {
        assertThat(nodes("a 10.0.0.1:7000@17000 master - 0 0 1 connected 0-16383")
                        .self())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:7000@17000, 10.0.0.1, 7000",
        "10.0.0.1:7000, 10.0.0.1, 7000",
        "'10.0.0.1:7000@17000,node.example,shard-id=69bc', 10.0.0.1, 7000",
        "'10.0.0.1:7000,node.example', 10.0.0.1, 7000",
        "2001:db8::1:7000@17000, 2001:db8::1, 7000",
        "::1:7000@17000, ::1, 7000",
        ":7000@17000, asked, 7000",
        "':7001@17001,', asked, 7001"
    })
    void theAddressOfANodeIsReadInEveryShapeThatServersGiveIt(String address, String host, int port) {
        assertThat(one(address, "master", "0-1").endpoint()).isEqualTo(new Endpoint(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a :0@0 master,noaddr - 0 0 1 disconnected 5-6",
                "a 10.0.0.1:7000@17000 handshake - 0 0 0 connected",
                "a 10.0.0.1:7000@17000 master,fail,noaddr - 0 0 1 disconnected",
                "a 10.0.0.1 master - 0 0 1 connected 0-1",
                "a 10.0.0.1:0@17000 master - 0 0 1 connected 0-1",
                "a 10.0.0.1:7000@17000 master - 0 0 epoch connected 0-1",
                "a 10.0.0.1:7000@17000 master",
                "",
                "garbage"
            })
    void whatHasNoUsableAddressIsLeftOut(String line) {
        assertThat(nodes(line).peers()).isEmpty();
    }

    @Test
    void slotsComeAloneAndInRanges() {
        assertThat(one("10.0.0.1:7000@17000", "master", "5 7-9 16383").slots())
                .containsExactly(new Range(5, 5), new Range(7, 9), new Range(16383, 16383));
    }

    @Test
    void slotsThatAreMovingBelongToWhoeverHasThem() {
        assertThat(one("10.0.0.1:7000@17000", "master", "0-99 [93->-b] [77-<-c]")
                        .slots())
                .containsExactly(new Range(0, 99));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16384", "9-5", "-1", "x", "3-y", "0-16384"})
    void whatIsNoRangeOfSlotsIsLeftOut(String range) {
        assertThat(one("10.0.0.1:7000@17000", "master", range).slots()).isEmpty();
    }

    @Test
    void aPrimaryClaimsTheSlotsOfItsRangesAndNoOthers() {
        Peer peer = one("10.0.0.1:7000@17000", "master", "5 7-9");

        assertThat(List.of(peer.claims(4), peer.claims(5), peer.claims(6), peer.claims(7), peer.claims(9)))
                .containsExactly(false, true, false, true, true);
        assertThat(peer.claims(10)).isFalse();
    }

    @Test
    void whoIsSuspectedHasNotFailed() {
        assertThat(one("10.0.0.1:7000@17000", "master,fail?", "0-1"))
                .extracting(Peer::suspected, Peer::failed)
                .containsExactly(true, false);
    }

    @Test
    void whoHasFailedKeepsWhatItClaims() {
        assertThat(one("10.0.0.1:7000@17000", "master,fail", "0-1"))
                .extracting(Peer::suspected, Peer::failed, Peer::servesSlots)
                .containsExactly(false, true, true);
    }

    @Test
    void aReplicaServesNoSlots() {
        Peer replica = one("10.0.0.1:7000@17000", "slave", "");

        assertThat(replica.primary()).isFalse();
        assertThat(replica.servesSlots()).isFalse();
    }

    @Test
    void theStateIsOkUnlessTheNodeSaysOtherwise() {
        assertThat(info("cluster_enabled:1\r\ncluster_state:ok\r\n").ok()).isTrue();
        assertThat(info("cluster_state:fail\r\n").ok()).isFalse();
        // Who may not ask has to find out by calls.
        assertThat(info(new ServerError("NOPERM no")).ok()).isTrue();
    }

    @Test
    void theAddressThatANodePrefersIsTheOneInTheTableOfSlots() {
        ClusterView view = view(slots(0, 5460, node("hostname1", 30001, "e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca")));

        assertThat(view.self()).extracting(Peer::endpoint).isEqualTo(new Endpoint("hostname1", 30001));
        assertThat(view.peers().get(1).endpoint()).isEqualTo(new Endpoint("127.0.0.1", 30002));
    }

    @Test
    void replicasToo() {
        ClusterView view = view(slots(
                0,
                5460,
                node("hostname1", 30001, "e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca"),
                node("hostname4", 30004, "07c37dfeb235213a872192d90877d0cd55635b91")));

        assertThat(view.peers().get(0).endpoint()).isEqualTo(new Endpoint("hostname4", 30004));
    }

    @Test
    void aNodeThatPrefersNoAddressIsReachedAtTheHostThatWasAsked() {
        for (String unknown : Arrays.asList(null, "", "?")) {
            ClusterView view = view(slots(0, 5460, node(unknown, 30001, "e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca")));

            assertThat(view.self())
                    .as("host %s", unknown)
                    .extracting(Peer::endpoint)
                    .isEqualTo(new Endpoint("asked", 30001));
        }
    }

    @Test
    void anOldTableOfSlotsWithoutIdsTellsNothing() {
        ClusterView view = view(List.of(List.of(0L, 5460L, List.of(bytes("hostname1"), 30001L))));

        assertThat(view.self()).extracting(Peer::endpoint).isEqualTo(new Endpoint("127.0.0.1", 30001));
    }

    @Test
    void aRefusedTableOfSlotsLeavesTheAddressesAsTheyAre() {
        assertThat(view(new ServerError("NOPERM no")).self())
                .extracting(Peer::endpoint)
                .isEqualTo(new Endpoint("127.0.0.1", 30001));
    }

    @Test
    void everyAddressIsTranslated() {
        AddressMapper mapper = announced -> new Endpoint("outside", announced.port() + 1);
        ClusterView view = ClusterView.of(
                bytes(NODES),
                slots(0, 5460, node("hostname1", 30001, "e7d1eecce10fd6bb5eb35b9f99a514335d9ba9ca")),
                null,
                ASKED,
                mapper::map);

        assertThat(view.peers())
                .extracting(Peer::endpoint)
                .allMatch(endpoint -> endpoint.host().equals("outside"))
                .extracting(Endpoint::port)
                .containsExactly(30005, 30003, 30004, 30006, 30007, 30002);
    }

    @Test
    void theReplicasOfAPrimaryAreThoseThatFollowItAndHaveNotFailed() {
        ClusterView view = nodes("""
                a 10.0.0.1:7000@17000 myself,master - 0 0 1 connected 0-16383
                b 10.0.0.2:7000@17000 slave a 0 0 1 connected
                c 10.0.0.3:7000@17000 slave,fail a 0 0 1 connected
                d 10.0.0.4:7000@17000 slave e 0 0 1 connected
                """);

        assertThat(view.replicasOf(view.peers().get(0))).containsExactly(new Endpoint("10.0.0.2", 7000));
    }

    @Test
    void aNodeIsFoundByItsIdAndOnlyWithoutOneByItsAddress() {
        ClusterView view = nodes("a 10.0.0.1:7000@17000 master - 0 0 1 connected");
        Endpoint elsewhere = new Endpoint("10.0.0.9", 7000);

        assertThat(view.find("a", elsewhere)).isNotNull();
        assertThat(view.find(null, new Endpoint("10.0.0.1", 7000))).isNotNull();
        assertThat(view.find("b", new Endpoint("10.0.0.1", 7000))).isNull();
        assertThat(view.find(null, elsewhere)).isNull();
    }

    private static ClusterView nodes(String text) {
        return ClusterView.of(bytes(text), null, null, ASKED, announced -> announced);
    }

    private static ClusterView info(@Nullable Object info) {
        return ClusterView.of(
                bytes(NODES), null, info instanceof String text ? bytes(text) : info, ASKED, announced -> announced);
    }

    private static ClusterView view(Object slots) {
        return ClusterView.of(bytes(NODES), slots, null, ASKED, announced -> announced);
    }

    private static Peer one(String address, String flags, String slots) {
        return nodes("a " + address + " " + flags + " - 0 0 1 connected " + slots)
                .peers()
                .get(0);
    }

    private static List<Object> slots(long from, long to, Object... nodes) {
        List<Object> entry = new java.util.ArrayList<>(List.of(from, to));
        entry.addAll(Arrays.asList(nodes));
        return List.of(entry);
    }

    private static List<@Nullable Object> node(@Nullable String host, long port, String id) {
        return Arrays.asList(host == null ? null : bytes(host), port, bytes(id), List.of());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
