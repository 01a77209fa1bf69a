package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rf4j.internal.topology.FakeCluster.A;
import static org.rf4j.internal.topology.FakeCluster.B;
import static org.rf4j.internal.topology.FakeCluster.C;
import static org.rf4j.internal.topology.FakeCluster.primary;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rf4j.Endpoint;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.SlotTable.Move;

class SlotTableTest {

    private final Core core = new Core();
    private final RecordingListener listener = new RecordingListener();
    private final SlotTable table = new SlotTable();
    private final Map<Endpoint, ClusterPrimary> primaries = new HashMap<>();

    @AfterEach
    void closeCore() {
        core.close();
    }

    @Test
    void aSlotThatNobodyHadIsTakenByWhoeverClaimsIt() {
        Map<Move, Integer> moves = merge(primary("a", A, 1, "0-99"), primary("b", B, 2, "100-16383"));

        assertThat(moves).containsOnly(Map.entry(move(null, A), 100), Map.entry(move(null, B), 16_284));
        assertThat(table.owner(99)).isSameAs(at(A));
        assertThat(table.owner(100)).isSameAs(at(B));
    }

    @Test
    void whatIsKnownAlreadyIsNoMove() {
        merge(primary("a", A, 1, "0-16383"));

        assertThat(merge(primary("a", A, 2, "0-16383"))).isEmpty();
    }

    @Test
    void aHigherEpochWins() {
        merge(primary("a", A, 1, "0-16383"));
        open(A);

        assertThat(merge(primary("a", A, 1, ""), primary("b", B, 2, "0-16383")))
                .containsOnly(Map.entry(move(A, B), 16_384));
    }

    @Test
    void aLowerEpochNeverWins() {
        merge(primary("b", B, 2, "0-16383"), primary("a", A, 1, ""));
        open(B);

        assertThat(merge(primary("a", A, 1, "0-16383"), primary("b", B, 1, ""))).isEmpty();
        assertThat(table.owner(0)).isSameAs(at(B));
    }

    @Test
    void theSameEpochDoesNotWinEither() {
        merge(primary("a", A, 2, "0-16383"));
        open(A);

        assertThat(merge(primary("a", A, 2, ""), primary("b", B, 2, "0-16383"))).isEmpty();
    }

    @Test
    void theHighestEpochThatAnOwnerWasSeenWithIsRemembered() {
        merge(primary("a", A, 1, "0-16383"));
        open(A);
        merge(primary("a", A, 5, "0-16383"));

        assertThat(merge(primary("a", A, 5, ""), primary("b", B, 4, "0-16383"))).isEmpty();
    }

    @Test
    void theOwnersOwnWordNeedsNoHigherEpoch() {
        merge(primary("a", A, 5, "0-16383"), primary("b", B, 1, ""));
        open(A);

        assertThat(merge(primary("a", A, 5, "1-16383").replace("master", "myself,master"), primary("b", B, 1, "0")))
                .containsOnly(Map.entry(move(A, B), 1));
    }

    @Test
    void theWordOfTheOneWhoClaimsIsNotEnough() {
        merge(primary("a", A, 5, "0-16383"), primary("b", B, 1, ""));
        open(A);

        assertThat(merge(primary("a", A, 5, "1-16383"), primary("b", B, 1, "0").replace("master", "myself,master")))
                .isEmpty();
    }

    @Test
    void anOwnerThatIsAwayAndThatNobodyKnowsAnyMoreIsForgotten() {
        merge(primary("a", A, 50, "0-16383"));

        assertThat(merge(primary("b", B, 1, "0-16383"))).containsOnly(Map.entry(move(A, B), 16_384));
    }

    @Test
    void anOwnerThatAnswersIsNotForgotten() {
        merge(primary("a", A, 50, "0-16383"));
        open(A);

        assertThat(merge(primary("b", B, 1, "0-16383"))).isEmpty();
    }

    @Test
    void anOwnerThatIsAwayButKnownIsNotForgotten() {
        merge(primary("a", A, 50, "0-16383"));

        assertThat(merge(primary("a", A, 50, ""), primary("b", B, 1, "0-16383")))
                .isEmpty();
    }

    @Test
    void theSameNodeAtAnotherAddressTakesItsSlotsAlong() {
        merge(primary("a", A, 5, "0-16383"));

        assertThat(merge(primary("a", C, 5, "0-16383"))).containsOnly(Map.entry(move(A, C), 16_384));
    }

    @Test
    void whoeverWinsNoSlotIsNotMadeAPrimary() {
        merge(primary("b", B, 2, "0-16383"), primary("a", A, 1, ""));
        open(B);

        merge(primary("a", A, 1, "0-16383"), primary("b", B, 1, ""));

        assertThat(primaries).containsOnlyKeys(B);
    }

    @Test
    void aSlotPutByItsOwnersWordKeepsTheEpochThatOthersMustExceed() {
        merge(primary("a", A, 5, "0-16383"), primary("b", B, 1, ""));
        open(A);
        open(B);
        table.put(7, at(B));

        assertThat(merge(primary("a", A, 5, "0-16383"), primary("b", B, 1, ""))).isEmpty();
        assertThat(table.owner(7)).isSameAs(at(B));
    }

    @Test
    void oneSlotOfEachPrimaryStandsForIt() {
        merge(primary("a", A, 1, "0-9 200-300"), primary("b", B, 2, "100-199"), primary("c", C, 3, ""));

        assertThat(table.serving()).containsOnly(Map.entry(at(A), 0), Map.entry(at(B), 100));
    }

    @Test
    void slotsWithoutAPrimaryThatAnswersAreCounted() {
        merge(primary("a", A, 1, "0-9"), primary("b", B, 2, "100-199"));
        open(B);

        assertThat(table.unserved()).isEqualTo(16_384 - 100);
    }

    private Map<Move, Integer> merge(String... lines) {
        ClusterView view = ClusterView.of(
                String.join("\n", lines).getBytes(StandardCharsets.UTF_8), null, null, A, announced -> announced);
        Map<Move, Integer> moves =
                table.merge(view, peer -> primaries.get(peer.endpoint()), peer -> at(peer.endpoint()));
        for (ClusterView.Peer peer : view.peers()) {
            ClusterPrimary known = primaries.get(peer.endpoint());
            if (known != null) {
                known.describedBy(view, peer);
            }
        }
        return moves;
    }

    private ClusterPrimary at(Endpoint endpoint) {
        return primaries.computeIfAbsent(
                endpoint,
                none -> new ClusterPrimary(
                        endpoint,
                        new ReconnectPace(org.rf4j.Backoff.standard()),
                        primary -> new PrimarySlot(core, listener, link -> {})));
    }

    private Move move(@Nullable Endpoint from, Endpoint to) {
        return new Move(from == null ? null : at(from), at(to));
    }

    private void open(Endpoint endpoint) {
        at(endpoint).slot().open(new NodeLink(endpoint, new FakeNode().client()), () -> {});
    }
}
