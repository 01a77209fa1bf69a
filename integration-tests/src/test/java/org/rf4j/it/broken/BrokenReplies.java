package org.rf4j.it.broken;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rf4j.spi.CommandSender;
import org.rf4j.spi.NodeException;
import org.rf4j.spi.RawCommand;
import org.rf4j.spi.ReplySink;
import org.rf4j.spi.ServerError;

/** Providers that give another value than the server has sent. */
final class BrokenReplies {

    private static final int MEGABYTE = 1024 * 1024;

    private BrokenReplies() {}

    static List<BrokenCase> cases() {
        return List.of(
                at("X2", "everyScoreIsExact", "reads a double as a whole number", Truncating::new),
                at(
                        "X2",
                        "aValueIsWrittenReadAndChanged",
                        "makes a missing value an empty one",
                        () -> changing(raw -> raw == null ? new byte[0] : raw)),
                at(
                        "X2",
                        "wholeNumbersHaveTheirWholeRange",
                        "keeps 32 bits of a number",
                        () -> changing(raw -> raw instanceof Long number ? (Object) (long) number.intValue() : raw)),
                at(
                        "X2",
                        "anyBytesAreKeysAndValues",
                        "takes values for text",
                        () -> changing(raw -> raw instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)
                                : raw)),
                at(
                        "X2",
                        "largeValuesAreWhole",
                        "cuts values at a megabyte",
                        () -> changing(raw -> raw instanceof byte[] bytes && bytes.length > MEGABYTE
                                ? Arrays.copyOf(bytes, MEGABYTE)
                                : raw)),
                at(
                        "X2",
                        "entriesAreAddedListedAndRemoved",
                        "flattens arrays inside arrays",
                        () -> changing(raw -> raw instanceof List<?> list ? flat(list) : raw)),
                at(
                        "X3",
                        "aChangedKeyRunsNothingAndAThrowingFunctionEither",
                        "gives an empty array for none",
                        () -> new Breakage() {
                            @Override
                            void reply(RawCommand command, @Nullable Object raw, ReplySink sink) {
                                sink.reply(raw == null && command.name().equals("EXEC") ? List.of() : raw);
                            }
                        }),
                at(
                        "X3",
                        "aTransactionRunsWholeAndEachCommandHasItsOwnAnswer",
                        "makes one error in an array the error of all",
                        () -> changing(raw -> raw instanceof List<?> list
                                ? list.stream()
                                        .filter(ServerError.class::isInstance)
                                        .findFirst()
                                        .<Object>map(error -> error)
                                        .orElse(raw)
                                : raw)),
                at("X2", "batchesAnswerInOrder", "swaps the answers of a list", () -> new Breakage() {
                    @Override
                    void send(CommandSender connection, List<RawCommand> commands, List<? extends ReplySink> sinks) {
                        List<ReplySink> swapped = new ArrayList<>(sinks);
                        Collections.reverse(swapped);
                        connection.send(commands, swapped);
                    }
                }),
                at(
                        "C3",
                        "aServerErrorKeepsItsCodeAndHarmsNoOtherCall",
                        "makes an error of the server a lost connection",
                        () -> new Breakage() {
                            @Override
                            void reply(RawCommand command, @Nullable Object raw, ReplySink sink) {
                                if (raw instanceof ServerError error) {
                                    sink.failed(NodeException.unknown(error.text(), null));
                                } else {
                                    sink.reply(raw);
                                }
                            }
                        }),
                at(
                        "C3",
                        "aServerErrorKeepsItsCodeAndHarmsNoOtherCall",
                        "loses the code of an error",
                        () -> changing(raw -> raw instanceof ServerError error
                                ? new ServerError("ERR "
                                        + error.text()
                                                .substring(error.code().length())
                                                .strip())
                                : raw)));
    }

    private static BrokenCase at(String clause, String test, String what, Supplier<Breakage> breakage) {
        return new BrokenCase(what, clause, "single", test, breakage);
    }

    private interface Change {
        @Nullable Object of(@Nullable Object raw);
    }

    private static Breakage changing(Change change) {
        return new Breakage() {
            @Override
            void reply(RawCommand command, @Nullable Object raw, ReplySink sink) {
                sink.reply(change.of(raw));
            }
        };
    }

    private static List<@Nullable Object> flat(List<?> list) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof List<?> inner) {
                flat.addAll(flat(inner));
            } else {
                flat.add(element);
            }
        }
        return flat;
    }

    private static final class Truncating extends Breakage {

        @Override
        void reply(RawCommand command, @Nullable Object raw, ReplySink sink) {
            boolean score = command.name().equals("ZSCORE") && raw instanceof byte[];
            sink.reply(
                    score
                            ? new String((byte[]) raw, StandardCharsets.US_ASCII)
                                    .replaceFirst("\\..*", "")
                                    .getBytes(StandardCharsets.US_ASCII)
                            : raw);
        }
    }
}
