package org.rf4j.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rf4j.command.StreamEntry;
import org.rf4j.command.StreamId;

class LanesTest {

    private final Deque<Runnable> given = new ArrayDeque<>();
    private final List<Long> done = new ArrayList<>();
    private final List<Long> failing = new ArrayList<>();
    private final Lanes lanes = new Lanes(given::add, 2, this::step);

    private boolean step(Work work) {
        done.add(work.id().millis());
        return !failing.remove(work.id().millis());
    }

    private Work add(long id, String order) {
        Work work = new Work(new StreamEntry<>(new StreamId(id, 0), List.of()), order, 1);
        lanes.add(work);
        return work;
    }

    private void runOne() {
        given.remove().run();
    }

    private void runAll() {
        while (!given.isEmpty()) {
            runOne();
        }
    }

    @Test
    void noMoreRunsAtOnceThanIsAllowed() {
        add(1, "a");
        add(2, "b");
        add(3, "c");

        assertThat(given).hasSize(2);
        runOne();
        assertThat(given).hasSize(2);
        runAll();
        assertThat(done).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatBelongsTogetherRunsOneAfterTheOther() {
        add(1, "a");
        add(2, "a");

        assertThat(given).hasSize(1);
        runOne();
        assertThat(given).hasSize(1);
        runAll();
        assertThat(done).containsExactly(1L, 2L);
    }

    @Test
    void whatHasFailedHoldsUpItsLaneAndNoOther() {
        failing.add(1L);
        Work first = add(1, "a");
        add(2, "a");
        add(3, "b");
        runAll();
        assertThat(done).containsExactly(1L, 3L);

        lanes.again(first);
        runAll();
        assertThat(done).containsExactly(1L, 3L, 1L, 2L);
    }

    @Test
    void stoppedItBeginsNothing() throws InterruptedException {
        add(1, "a");
        add(2, "a");
        lanes.stop();
        assertThat(lanes.awaitRunning(0, 0)).as("one was begun").isFalse();

        runAll();

        assertThat(done).containsExactly(1L);
        assertThat(lanes.awaitRunning(0, 0)).isTrue();
    }

    @Test
    void anExecutorThatRunsAtOnceIsNoTrouble() {
        List<Long> ids = new ArrayList<>();
        Lanes direct = new Lanes(Runnable::run, 1, work -> ids.add(work.id().millis()));
        for (long id = 1; id <= 3; id++) {
            direct.add(new Work(new StreamEntry<>(new StreamId(id, 0), List.of()), "a", 1));
        }
        assertThat(ids).containsExactly(1L, 2L, 3L);
    }
}
