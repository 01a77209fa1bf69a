package org.rf4j.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSourceTest {

    @Test
    void withoutAWordTheServersAreEmbedded() {
        assertThat(ServerSource.of(Optional.empty())).isEqualTo(ServerSource.EMBEDDED);
    }

    @Test
    void aWordThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSource.of(Optional.of("docker")))
                .withMessageContainingAll("'docker'", "embedded, testcontainers, external");
    }

    @Test
    void whatIsNotThereYetIsRefusedWithWhatToDoInstead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSource.of(Optional.of("external")))
                .withMessageContainingAll("'external'", "embedded", "rf4j.tck.redis-server");
    }
}
