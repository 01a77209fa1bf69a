package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rf4j.Endpoint;

final class SentinelEventTest {

    @Test
    void aChosenReplicaIsReadWithThePrimaryThatItReplaces() {
        SentinelEvent event =
                SentinelEvent.parse("+selected-slave", "slave 127.0.0.1:7001 127.0.0.1 7001 @ mymaster 127.0.0.1 7000");
        assertThat(event)
                .isEqualTo(new SentinelEvent(
                        "+selected-slave",
                        "mymaster",
                        new Endpoint("127.0.0.1", 7000),
                        new Endpoint("127.0.0.1", 7001)));
        assertThat(event.isAboutPrimary()).isFalse();
    }

    @Test
    void aSwitchNamesTheOldAndTheNewPrimary() {
        SentinelEvent event = SentinelEvent.parse("+switch-master", "mymaster 10.0.0.1 7000 10.0.0.2 7001");
        assertThat(event.primary()).isEqualTo(new Endpoint("10.0.0.1", 7000));
        assertThat(event.subject()).isEqualTo(new Endpoint("10.0.0.2", 7001));
    }

    @Test
    void anEventAboutThePrimaryItselfIsKnownAsSuch() {
        SentinelEvent event = SentinelEvent.parse("+odown", "master mymaster ::1 7000 #quorum 2/2");
        assertThat(event.isAboutPrimary()).isTrue();
        assertThat(event.primary()).isEqualTo(new Endpoint("::1", 7000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "master", "mymaster 127.0.0.1", "slave a b c", "master mymaster 127.0.0.1 notaport"})
    void whatIsNotOfTheKnownFormIsIgnored(String payload) {
        assertThat(SentinelEvent.parse("+switch-master", payload)).isNull();
        assertThat(SentinelEvent.parse("+sdown", payload)).isNull();
    }
}
