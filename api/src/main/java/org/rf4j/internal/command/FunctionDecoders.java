package org.rf4j.internal.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rf4j.command.FunctionInfo;
import org.rf4j.command.FunctionLibrary;
import org.rf4j.command.FunctionStats;

/** Reads what a server tells of its functions. */
final class FunctionDecoders {

    private FunctionDecoders() {}

    /** Reads the answer of {@code FUNCTION LIST}. */
    static List<FunctionLibrary> libraries(@Nullable Object raw) {
        return Decoders.list(raw, FunctionDecoders::library);
    }

    private static FunctionLibrary library(@Nullable Object raw) {
        Map<String, @Nullable Object> fields = Decoders.fields(raw);
        return new FunctionLibrary(
                Decoders.text(fields.get("library_name")),
                Decoders.text(fields.get("engine")),
                Decoders.list(fields.get("functions"), FunctionDecoders::function),
                Decoders.textOrNull(fields.get("library_code")));
    }

    private static FunctionInfo function(@Nullable Object raw) {
        Map<String, @Nullable Object> fields = Decoders.fields(raw);
        return new FunctionInfo(
                Decoders.text(fields.get("name")),
                Decoders.textOrNull(fields.get("description")),
                new LinkedHashSet<>(Decoders.list(fields.get("flags"), Decoders::text)));
    }

    /** Reads the answer of {@code FUNCTION STATS}. */
    static FunctionStats stats(@Nullable Object raw) {
        Map<String, @Nullable Object> fields = Decoders.fields(raw);
        Object running = fields.get("running_script");
        Map<String, FunctionStats.Engine> engines = new HashMap<>();
        Decoders.fields(fields.get("engines")).forEach((name, engine) -> engines.put(name, engine(engine)));
        return new FunctionStats(running == null ? null : running(running), engines);
    }

    private static FunctionStats.Engine engine(@Nullable Object raw) {
        Map<String, @Nullable Object> fields = Decoders.fields(raw);
        return new FunctionStats.Engine(
                Decoders.number(fields.get("libraries_count")), Decoders.number(fields.get("functions_count")));
    }

    private static FunctionStats.Running running(Object raw) {
        Map<String, @Nullable Object> fields = Decoders.fields(raw);
        return new FunctionStats.Running(
                Decoders.text(fields.get("name")),
                Decoders.list(fields.get("command"), Decoders::text),
                Duration.ofMillis(Decoders.number(fields.get("duration_ms"))));
    }
}
