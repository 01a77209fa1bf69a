package org.rf4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rf4j.RedisConfig;
import org.rf4j.internal.Core;
import org.rf4j.internal.topology.FakeDeployment;
import org.rf4j.spi.RawCommand;

/** Clause C5: what may wait, and in which order it goes on. */
class LotsTest {

    /** The bytes of one call: GET and a key of one letter. */
    private static final long SIZE = 4;

    private final Core core = new Core();
    private final Dispatcher dispatcher =
            new Dispatcher(core, new FakeDeployment(), RedisConfig.builder().build());
    private final Capacity capacity = new Capacity(600, 600 * SIZE);
    private final Lots lots = new Lots(3, capacity);

    @AfterEach
    void closeCore() {
        core.close();
    }

    @Test
    void aPlaceWhereNothingEverWaitedIsOpen() {
        assertThat(lots.isOpen(1)).isTrue();
    }

    @Test
    void aLotBeginsShut() {
        lots.at(1);

        assertThat(lots.isOpen(1)).isFalse();
        assertThat(lots.isOpen(2)).isTrue();
    }

    @Test
    void aPlaceHasOneLot() {
        assertThat(lots.at(1)).isSameAs(lots.at(1)).isNotSameAs(lots.at(2));
    }

    @Test
    void onlyPlacesWithALotAreVisited() {
        lots.at(2);
        lots.at(0);
        List<Integer> visited = new ArrayList<>();

        lots.forEachPlace(visited::add);

        assertThat(visited).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void whatWaitsGoesOnInItsOrderAndTheLotOpens() {
        Lot lot = lots.at(0);
        List<Call<?>> calls = calls(600);
        calls.forEach(call -> assertThat(lot.park(call)).isEqualTo(Lot.Parking.PARKED));
        List<Call<?>> gone = new ArrayList<>();

        lot.drain(() -> true, gone::addAll);

        assertThat(gone).containsExactlyElementsOf(calls);
        assertThat(lot.isOpen()).isTrue();
        assertThat(capacity).hasToString("0 of 600 calls and 0 of 2400 bytes parked");
    }

    @Test
    void asLongAsTheLotIsDrainedLaterCallsQueueBehind() {
        Lot lot = lots.at(0);
        Call<?> first = call();
        Call<?> later = call();
        lot.park(first);
        List<Call<?>> gone = new ArrayList<>();

        lot.drain(() -> true, chunk -> {
            gone.addAll(chunk);
            if (gone.size() == 1) {
                assertThat(lot.park(later)).isEqualTo(Lot.Parking.PARKED);
            }
        });

        assertThat(gone).containsExactly(first, later);
    }

    @Test
    void whatFindsTheLotOpenDoesNotWait() {
        Lot lot = lots.at(0);
        lot.drain(() -> true, chunk -> {});

        assertThat(lot.park(call())).isEqualTo(Lot.Parking.OPEN);
        assertThat(capacity).hasToString("0 of 600 calls and 0 of 2400 bytes parked");
    }

    @Test
    void aLotThatWasShutAgainKeepsWhatComes() {
        Lot lot = lots.at(0);
        lot.drain(() -> true, chunk -> {});

        lot.shut();

        assertThat(lot.park(call())).isEqualTo(Lot.Parking.PARKED);
    }

    @Test
    void whereThereIsNoWayTheLotStaysShut() {
        Lot lot = lots.at(0);
        lot.park(call());
        List<Call<?>> gone = new ArrayList<>();

        lot.drain(() -> false, gone::addAll);

        assertThat(gone).isEmpty();
        assertThat(lot.isOpen()).isFalse();
    }

    @Test
    void theSameCallWaitsOnce() {
        Lot lot = lots.at(0);
        Call<?> call = call();
        lot.park(call);

        assertThat(lot.park(call)).isEqualTo(Lot.Parking.PARKED);
        assertThat(capacity).hasToString("1 of 600 calls and 4 of 2400 bytes parked");
    }

    @Test
    void aCallThatIsOverGivesItsRoomBackOnce() {
        Call<?> call = call();
        lots.at(0).park(call);

        lots.forget(0, call);
        lots.forget(0, call);

        assertThat(capacity).hasToString("0 of 600 calls and 0 of 2400 bytes parked");
    }

    @Test
    void allPlacesShareTheRoom() {
        Capacity small = new Capacity(2, 1000);
        Lots two = new Lots(3, small);
        two.at(0).park(call());
        two.at(1).park(call());

        assertThat(two.at(2).park(call())).isEqualTo(Lot.Parking.FULL);
    }

    @Test
    void everyCallThatWaitsIsVisited() {
        Call<?> one = call();
        Call<?> other = call();
        lots.at(0).park(one);
        lots.at(2).park(other);
        List<Call<?>> visited = new ArrayList<>();

        lots.forEach(visited::add);

        assertThat(visited).containsExactly(one, other);
    }

    @Test
    void theRoomIsBoundedInNumber() {
        Capacity one = new Capacity(1, 100);

        assertThat(one.take(10)).isTrue();
        assertThat(one.take(10)).isFalse();
        assertThat(one).hasToString("1 of 1 calls and 10 of 100 bytes parked");
    }

    @Test
    void theRoomIsBoundedInBytes() {
        Capacity bytes = new Capacity(10, 15);

        assertThat(bytes.take(15)).isTrue();
        assertThat(bytes.take(1)).isFalse();
        assertThat(bytes).hasToString("1 of 10 calls and 15 of 15 bytes parked");
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        Capacity one = new Capacity(1, 100);
        one.take(100);

        one.give(100);

        assertThat(one.take(100)).isTrue();
    }

    private List<Call<?>> calls(int count) {
        List<Call<?>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call());
        }
        return calls;
    }

    private Call<?> call() {
        RawCommand get = RawCommand.ofText("GET", "k");
        return dispatcher.create(
                new Request(get, get.argument(0), true, true, Request.Kind.PLAIN),
                raw -> raw,
                new CallLimits(TimeUnit.MINUTES.toNanos(1), false, false),
                false);
    }
}
