package org.rf4j.examples.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What the clients under load have seen. Latency is the time from saying to hearing, for every client that hears. */
final class LoadReport {

    /** Messages that took longer were held up. */
    private static final long DELAYED_MICROS = 500_000;

    private static final long WINDOW_MILLIS = 250;

    /** A length that chat messages have. */
    private static final String PADDING = ", and this is as long as what people say: about a hundred characters";

    /** When a message was said. */
    enum Phase {
        WARM_UP,
        BEFORE,
        DURING,
        AFTER
    }

    private final int clients;
    private final AtomicLong said = new AtomicLong();
    private final LongAdder expected = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final Map<RoomClient.Way, LongAdder> ways = new EnumMap<>(RoomClient.Way.class);
    private final LongAdder delayed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicInteger resyncing = new AtomicInteger();
    private final LongAdder resyncs = new LongAdder();
    private final Map<Phase, Histogram> latencies = new EnumMap<>(Phase.class);
    private final Map<Long, Histogram> windows = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> causes = new ConcurrentHashMap<>();
    private volatile long beganNanos = System.nanoTime();
    private volatile long struckNanos;
    private volatile double memory;

    LoadReport(int clients) {
        this.clients = clients;
        for (Phase phase : Phase.values()) {
            latencies.put(phase, histogram());
        }
        for (RoomClient.Way way : RoomClient.Way.values()) {
            ways.put(way, new LongAdder());
        }
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(TimeUnit.SECONDS.toMicros(120), 2);
    }

    long said() {
        return said.get();
    }

    /**
     * Returns the next text to say.
     *
     * @param members how many clients will hear it
     */
    String next(Phase phase, int members) {
        if (phase == Phase.BEFORE && windows.isEmpty()) {
            beganNanos = System.nanoTime();
        }
        said.incrementAndGet();
        expected.add(members);
        return phase.ordinal() + " " + System.nanoTime() + " " + PADDING;
    }

    void struck() {
        struckNanos = System.nanoTime();
    }

    void memory(double megabytes) {
        memory = megabytes;
    }

    /** Returns whether everybody has everything. */
    boolean isQuiet() {
        return delivered.sum() == expected.sum() && stored.sum() == said.get();
    }

    /** Returns whether the clients were told of the gap and have fetched. */
    boolean isRecovered() {
        return resyncs.sum() >= clients && resyncing.get() == 0;
    }

    RoomClient.Listener listener(int client) {
        return new RoomClient.Listener() {

            private boolean open;

            @Override
            public void message(String room, String uid, @Nullable String id, String text, RoomClient.Way way) {
                long now = System.nanoTime();
                int space = text.indexOf(' ');
                Phase phase = Phase.values()[Integer.parseInt(text.substring(0, space))];
                long saidAt = Long.parseLong(text.substring(space + 1, text.indexOf(' ', space + 1)));
                long micros = TimeUnit.NANOSECONDS.toMicros(now - saidAt);
                delivered.increment();
                histogram(phase).recordValue(micros);
                if (phase != Phase.WARM_UP) {
                    counter(way).increment();
                    if (micros > DELAYED_MICROS) {
                        delayed.increment();
                    }
                    long window = TimeUnit.NANOSECONDS.toMillis(saidAt - beganNanos) / WINDOW_MILLIS;
                    windows.computeIfAbsent(window, key -> LoadReport.histogram())
                            .recordValue(micros);
                }
            }

            @Override
            public void resync(String room) {
                resyncs.increment();
                if (!open) {
                    open = true;
                    resyncing.incrementAndGet();
                }
            }

            @Override
            public void complete(String room) {
                if (open) {
                    open = false;
                    resyncing.decrementAndGet();
                }
            }

            @Override
            public void stored(String uid) {
                stored.increment();
            }

            @Override
            public void refused(String code, String reason) {
                refused.increment();
                causes.computeIfAbsent(code + " " + reason, key -> new LongAdder())
                        .increment();
            }
        };
    }

    private Histogram histogram(Phase phase) {
        return Objects.requireNonNull(latencies.get(phase), "phase");
    }

    private LongAdder counter(RoomClient.Way way) {
        return Objects.requireNonNull(ways.get(way), "way");
    }

    /** Prints and draws; returns whether nothing was lost. */
    boolean print(Path drawing) throws IOException {
        PrintStream out = System.out;
        long lost = expected.sum() - delivered.sum();
        out.printf("  said %d messages, stored %d%n", said.get(), stored.sum());
        out.printf(
                "  deliveries since the warm-up: %d live, %d shown before Redis had them, %d recovered by resync%n",
                counter(RoomClient.Way.LIVE).sum(),
                counter(RoomClient.Way.PENDING).sum(),
                counter(RoomClient.Way.FETCHED).sum());
        out.printf("  delayed by more than %d ms: %d%n", DELAYED_MICROS / 1000, delayed.sum());
        out.printf("  lost: %d of %d%n", lost, expected.sum());
        for (Phase phase : new Phase[] {Phase.BEFORE, Phase.DURING, Phase.AFTER}) {
            Histogram latency = histogram(phase);
            out.printf(
                    Locale.ROOT,
                    "  %-6s the fault: p50 %.1f ms, p99 %.1f ms, most %.1f ms (%d deliveries)%n",
                    phase.name().toLowerCase(Locale.ROOT),
                    latency.getValueAtPercentile(50) / 1000.0,
                    latency.getValueAtPercentile(99) / 1000.0,
                    latency.getMaxValue() / 1000.0,
                    latency.getTotalCount());
        }
        out.printf(Locale.ROOT, "  heap of both gateways: %.0f MB%n", memory);
        causes.forEach((cause, count) -> out.printf("  refused: %s (%d times)%n", cause, count.sum()));
        Files.createDirectories(drawing.toAbsolutePath().getParent());
        Files.writeString(drawing, draw(), StandardCharsets.UTF_8);
        out.println("  drawn in " + drawing);
        out.printf(
                Locale.ROOT,
                "RESULT said=%d live=%d early=%d resync=%d delayed=%d lost=%d p50Before=%.1f p99Before=%.1f"
                        + " p50During=%.1f p99During=%.1f p50After=%.1f p99After=%.1f heapMb=%.0f%n",
                said.get(),
                counter(RoomClient.Way.LIVE).sum(),
                counter(RoomClient.Way.PENDING).sum(),
                counter(RoomClient.Way.FETCHED).sum(),
                delayed.sum(),
                lost,
                percentile(Phase.BEFORE, 50),
                percentile(Phase.BEFORE, 99),
                percentile(Phase.DURING, 50),
                percentile(Phase.DURING, 99),
                percentile(Phase.AFTER, 50),
                percentile(Phase.AFTER, 99),
                memory);
        return lost == 0 && stored.sum() == said.get();
    }

    private double percentile(Phase phase, int percent) {
        return histogram(phase).getValueAtPercentile(percent) / 1000.0;
    }

    /** Latencies over time, on a logarithmic scale from 0.1 ms to 10 s. */
    private String draw() {
        long last = windows.keySet().stream().mapToLong(Long::longValue).max().orElse(1);
        StringBuilder p50 = new StringBuilder();
        StringBuilder p99 = new StringBuilder();
        for (long window = 0; window <= last; window++) {
            Histogram latency = windows.get(window);
            if (latency != null && latency.getTotalCount() > 0) {
                double x = x(window + 0.5, last);
                p50.append(point(x, latency.getValueAtPercentile(50)));
                p99.append(point(x, latency.getValueAtPercentile(99)));
            }
        }
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 320" font-family="sans-serif" font-size="13">
                <rect width="900" height="320" fill="#fff"/>
                """);
        for (int power = -1; power <= 4; power++) {
            double y = y(Math.pow(10, power) * 1000);
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M60 %1$.1fH890\" stroke=\"#ddd\"/><text x=\"52\" y=\"%2$.1f\" text-anchor=\"end\">%3$s</text>%n",
                    y,
                    y + 4,
                    power < 0
                            ? "0.1 ms"
                            : power < 3 ? (int) Math.pow(10, power) + " ms" : (int) Math.pow(10, power - 3) + " s"));
        }
        double fault = x(TimeUnit.NANOSECONDS.toMillis(struckNanos - beganNanos) / (double) WINDOW_MILLIS, last);
        svg.append(String.format(Locale.ROOT, """
                <path d="M%1$.1f 20V285" stroke="#b3261e" stroke-width="2"/><text x="%2$.1f" y="16" fill="#b3261e">fault</text>
                <polyline points="%3$s" fill="none" stroke="#9aa5b4" stroke-width="2"/>
                <polyline points="%4$s" fill="none" stroke="#1f5fbf" stroke-width="2"/>
                <text x="60" y="308">from saying to hearing, by when it was said (one step = %5$d ms): median blue, p99 grey</text>
                </svg>
                """, fault, fault + 4, p99, p50, WINDOW_MILLIS));
        return svg.toString();
    }

    private static double x(double window, long last) {
        return 60 + window / (last + 1) * 830;
    }

    private static double y(double micros) {
        double millis = Math.max(0.1, Math.min(micros / 1000, 10_000));
        return 285 - (Math.log10(millis) + 1) / 5 * 265;
    }

    private static String point(double x, double micros) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y(micros));
    }
}
