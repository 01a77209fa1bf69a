package org.rf4j.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rf4j.tck.internal.ServerChoice.Source;

class ServerChoiceTest {

    private static ServerChoice choice(Map<String, String> parameters) {
        return ServerChoice.of(name -> Optional.ofNullable(parameters.get(name)));
    }

    @Test
    void withoutAWordTheServersAreEmbedded() {
        assertThat(choice(Map.of()).source()).isEqualTo(Source.EMBEDDED);
    }

    @Test
    void containersHaveAnImageWhichCanBeChosen() {
        assertThat(choice(Map.of(ServerChoice.SOURCE, "testcontainers")))
                .isEqualTo(new ServerChoice(Source.TESTCONTAINERS, ServerChoice.DEFAULT_IMAGE));
        assertThat(choice(Map.of(ServerChoice.SOURCE, " TestContainers ", ServerChoice.IMAGE, "valkey/valkey:8"))
                        .image())
                .isEqualTo("valkey/valkey:8");
    }

    @Test
    void aWordThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(Map.of(ServerChoice.SOURCE, "docker")))
                .withMessageContainingAll("'docker'", "embedded, testcontainers, external");
    }

    @Test
    void anImageThatNobodyWouldUseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice(Map.of(ServerChoice.IMAGE, "redis:8")))
                .withMessageContainingAll("redis:8", "'testcontainers'", "'embedded'");
    }
}
