package org.rf4j.internal.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.rf4j.RedisCommandException;
import org.rf4j.command.Command;
import org.rf4j.internal.call.CallView;
import org.rf4j.internal.command.Requests;
import org.rf4j.internal.topology.Slots;

/**
 * A round trip to one primary, and a write that changes nothing: {@code SETRANGE} with nothing on a missing key is
 * refused where writes are refused (clause F6).
 */
final class Probe {

    private static final String KEY = "rf4j:health:never-written";
    private static final Map<Integer, String> KEYS = new ConcurrentHashMap<>();

    private final CallView calls;
    private final String key;

    /**
     * Creates a probe.
     *
     * @param slot a slot of the primary in a cluster; null elsewhere
     */
    Probe(CallView calls, @Nullable Integer slot) {
        this.calls = calls;
        this.key = slot == null ? KEY : KEYS.computeIfAbsent(slot, Probe::keyInSlot);
    }

    /**
     * What was found.
     *
     * @param roundTrip how long the answer took; null if there was none
     * @param proved whether the write was accepted
     * @param problem what is wrong, in words; null if nothing is
     */
    record Result(
            @Nullable Duration roundTrip,
            boolean proved,
            @Nullable String problem) {}

    /** Runs, both calls at once, so that one deadline ends them; the future does not fail. */
    CompletableFuture<Result> run() {
        long begin = System.nanoTime();
        CompletableFuture<Result> read = call(Command.of("EXISTS").key(key))
                .handle((answered, failure) ->
                        // A refusal, by an ACL perhaps, is an answer too.
                        failure == null || cause(failure) instanceof RedisCommandException
                                ? new Result(Duration.ofNanos(System.nanoTime() - begin), false, null)
                                : new Result(null, false, cause(failure).getMessage()));
        CompletableFuture<Result> written =
                call(Command.of("SETRANGE").key(key).arg(0).arg("")).handle((accepted, refused) -> written(refused));
        return read.thenCombine(
                written,
                (answered, write) -> answered.roundTrip() == null
                        ? answered
                        : new Result(answered.roundTrip(), write.proved(), write.problem()));
    }

    private CompletableFuture<Boolean> call(Command command) {
        return calls.start(Requests.of(command), raw -> true).toCompletableFuture();
    }

    private static Result written(@Nullable Throwable refused) {
        if (refused == null) {
            return new Result(null, true, null);
        }
        Throwable cause = cause(refused);
        if (cause instanceof RedisCommandException refusal) {
            boolean forbidden = refusal.code().equals("NOPERM");
            return new Result(null, false, forbidden ? null : "writes are refused: " + cause.getMessage());
        }
        return new Result(null, false, "writes are not answered: " + cause.getMessage());
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause == null ? failure : cause;
    }

    private static String keyInSlot(int slot) {
        for (int i = 0; ; i++) {
            String candidate = KEY + "{" + i + "}";
            if (Slots.of(candidate.getBytes(java.nio.charset.StandardCharsets.US_ASCII)) == slot) {
                return candidate;
            }
        }
    }
}
