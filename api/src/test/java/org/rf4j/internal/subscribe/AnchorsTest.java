package org.rf4j.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.internal.topology.FakeDeployment;

/** Clause P13: one place of each primary, as slots move between them. */
class AnchorsTest {

    private final FakeDeployment cluster = new FakeDeployment();
    private final Anchors anchors = new Anchors(cluster);

    private Anchors.Change primariesAt(int... places) {
        cluster.primariesAt(places);
        return anchors.reconcile();
    }

    @Test
    void eachPrimaryHasOnePlace() {
        cluster.owns("one", 1, 2, 3).owns("two", 4, 5);

        Anchors.Change change = primariesAt(1, 4);

        assertThat(change.come()).containsExactlyInAnyOrder(1, 4);
        assertThat(anchors.places()).containsExactlyInAnyOrder(1, 4);
        assertThat(primariesAt(1, 4).isNone()).isTrue();
    }

    @Test
    void aPlaceStaysThoughItIsNotTheFirstOfItsPrimaryAnyMore() {
        cluster.owns("one", 2, 3).owns("two", 4);
        primariesAt(2, 4);
        cluster.owns("one", 1);

        assertThat(primariesAt(1, 4).isNone()).isTrue();
    }

    @Test
    void aPlaceLeadsToWhoeverTakesOver() {
        cluster.owns("one", 1, 2).owns("two", 4);
        primariesAt(1, 4);
        cluster.owns("three", 1, 2);

        assertThat(primariesAt(1, 4).isNone()).isTrue();
    }

    @Test
    void aPrimaryThatComesToItsFirstSlotsGetsAPlace() {
        cluster.owns("one", 1, 2).owns("two", 4);
        primariesAt(1, 4);
        cluster.owns("three", 2);

        assertThat(primariesAt(1, 2, 4)).isEqualTo(new Anchors.Change(List.of(2), List.of()));
    }

    @Test
    void ofTwoPlacesThatLeadToOnePrimaryOneGoes() {
        cluster.owns("one", 1, 2).owns("two", 4, 5);
        primariesAt(1, 4);
        cluster.owns("one", 4);

        Anchors.Change change = primariesAt(1, 5);

        assertThat(change.gone()).containsExactly(4);
        assertThat(change.come()).containsExactly(5);
    }
}
