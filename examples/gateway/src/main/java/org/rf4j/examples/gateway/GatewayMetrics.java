package org.rf4j.examples.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is counted, for Prometheus. */
final class GatewayMetrics {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter received = counter("gateway.messages.received", "Messages that came from Redis");
    private final Counter sent = counter("gateway.frames.sent", "Frames written to clients");
    private final Counter gaps = counter("gateway.gaps", "Interruptions after which clients had to fetch");
    private final Counter shownEarly = counter("gateway.messages.shown.early", "Messages shown before Redis had them");
    private final Counter failed = counter("gateway.messages.failed", "Messages that were given up");
    private final Counter refused = counter("gateway.frames.refused", "Frames of clients that made no sense");
    private final Counter sentAway = counter("gateway.clients.slow", "Clients sent away because they read too slowly");
    private final Timer publish = Timer.builder("gateway.publish")
            .description("Time until a message was in its stream")
            .publishPercentiles(0.5, 0.99)
            .register(registry);

    GatewayMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    void received() {
        received.increment();
    }

    void sent() {
        sent.increment();
    }

    void gap() {
        gaps.increment();
    }

    void shownEarly() {
        shownEarly.increment();
    }

    void failed() {
        failed.increment();
    }

    void refused() {
        refused.increment();
    }

    void sentAway() {
        sentAway.increment();
    }

    void published(long nanos) {
        publish.record(nanos, TimeUnit.NANOSECONDS);
    }

    String scrape() {
        return registry.scrape();
    }
}
