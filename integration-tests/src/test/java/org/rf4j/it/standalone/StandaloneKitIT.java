package org.rf4j.it.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rf4j.examples.socket.SocketProvider;
import org.rf4j.spi.RedisProvider;

class StandaloneKitIT {

    private static final String QUICK_TEST = "whatIsPublishedAfterSubscribeReturnedArrives";

    @TempDir
    private Path directory;

    @Test
    void itVerifiesAProviderThatItHasNeverSeenAndWritesTheReport() throws Exception {
        Path report = directory.resolve("report");
        StandaloneKit kit = StandaloneKit.run(
                directory,
                "verify",
                "--classpath",
                StandaloneKit.placeOf(SocketProvider.class),
                "--provider",
                "socket",
                "--modes",
                "single",
                "--clauses",
                "C3,P1",
                "--repeat",
                "2",
                "--report",
                report.toString());
        assertThat(kit.status()).as(kit.output()).isZero();
        assertThat(kit.output())
                .contains(
                        "Servers   embedded, Redis ",
                        "socket, round 2 of 2",
                        "socket single P1 ok",
                        "2 passed, 0 skipped");
        assertThat(report).isDirectoryContaining("glob:**/compliance.html");
        assertThat(report).isDirectoryContaining("glob:**/compliance.md");
        JsonNode rows =
                new ObjectMapper().readTree(report.resolve("compliance.json").toFile());
        assertThat(StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.path("status").asText().equals("passed")))
                .allSatisfy(row -> assertThat(row.path("rounds").asInt()).isEqualTo(2))
                .extracting(row ->
                        row.path("mode").asText() + " " + row.path("clause").asText())
                .containsExactly("single C3", "single P1");
    }

    @Test
    void theClassPathOfTheVirtualMachineDoesAsWell() throws Exception {
        StandaloneKit kit = StandaloneKit.runWith(
                StandaloneKit.placeOf(SocketProvider.class),
                directory,
                "verify",
                "--modes",
                "single",
                "--tests",
                QUICK_TEST);
        assertThat(kit.status()).as(kit.output()).isZero();
        assertThat(directory.resolve("rf4j-tck-report/compliance.html")).isNotEmptyFile();
    }

    @Test
    void aProviderThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
        StandaloneKit kit = StandaloneKit.run(
                directory,
                "verify",
                "--classpath",
                StandaloneKit.placeOf(SocketProvider.class),
                "--provider",
                "sockte");
        assertThat(kit.status()).as(kit.output()).isEqualTo(2);
        assertThat(kit.output())
                .contains("there is no provider 'sockte'", "- socket: " + SocketProvider.class.getName());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aProviderThatBreaksAClauseEndsItWithOneAndThePageHasTheReason() throws Exception {
        Path services = Files.createDirectories(directory.resolve("refusing/META-INF/services"));
        Files.writeString(services.resolve(RedisProvider.class.getName()), RefusingProvider.class.getName());
        String classPath =
                String.join(File.pathSeparator, List.of("refusing", StandaloneKit.placeOf(RefusingProvider.class)));
        StandaloneKit kit = StandaloneKit.run(
                directory,
                "verify",
                "--classpath",
                classPath,
                "--provider",
                RefusingProvider.NAME,
                "--modes",
                "single",
                "--tests",
                QUICK_TEST);
        assertThat(kit.status()).as(kit.output()).isEqualTo(1);
        assertThat(kit.output()).contains("failed: refusing single P1, 0 of 1 rounds without a failure");
        assertThat(directory.resolve("rf4j-tck-report/compliance.html"))
                .content()
                .contains("this &lt;provider&gt; &amp; its &quot;driver&quot; do nothing");
    }
}
