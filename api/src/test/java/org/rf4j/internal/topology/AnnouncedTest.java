package org.rf4j.internal.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rf4j.AddressMapper;
import org.rf4j.Endpoint;
import org.rf4j.failover.Node;

class AnnouncedTest {

    private static final Endpoint A = new Endpoint("10.0.0.1", 6379);
    private static final Endpoint B = new Endpoint("10.0.0.2", 6379);
    private static final Endpoint C = new Endpoint("10.0.0.3", 26379);
    private static final Endpoint X = new Endpoint("host", 1);
    private static final Endpoint Y = new Endpoint("host", 2);
    private static final Endpoint Z = new Endpoint("host", 3);

    private final Announced announced = new Announced(AddressMapper.of(Map.of(A, X, B, Y, C, Z)));

    @Test
    void aMapperThatThrowsOrReturnsNullLeavesTheAddressAsItIs() {
        Announced throwing = new Announced(address -> {
            throw new IllegalStateException("no idea");
        });

        assertThat(throwing.map(A)).isEqualTo(A);
        assertThat(throwing.map(B)).isEqualTo(B);
        assertThat(new Announced(address -> null).map(A)).isEqualTo(A);
    }

    @Test
    void everyAddressOfASentinelsViewIsTranslated() {
        SentinelView view = new SentinelView(
                A,
                7,
                1,
                List.of(new Node(B, Node.Role.REPLICA, false)),
                List.of(new SentinelView.Peer("id", C)),
                B,
                true);

        assertThat(view.mapped(announced))
                .isEqualTo(new SentinelView(
                        X,
                        7,
                        1,
                        List.of(new Node(Y, Node.Role.REPLICA, false)),
                        List.of(new SentinelView.Peer("id", Z)),
                        Y,
                        true));
    }

    @Test
    void bothAddressesOfASentinelsEventAreTranslated() {
        SentinelEvent event = SentinelEvent.parse("+switch-master", "main 10.0.0.1 6379 10.0.0.2 6379");

        assertThat(event.mapped(announced)).isEqualTo(new SentinelEvent("+switch-master", "main", X, Y));
    }

    @Test
    void theReplicasThatAPrimaryNamesAreTranslated() {
        RoleReport report = new RoleReport(RoleReport.Kind.PRIMARY, "run", "now", "before", List.of(B));

        assertThat(report.mapped(announced))
                .isEqualTo(new RoleReport(RoleReport.Kind.PRIMARY, "run", "now", "before", List.of(Y)));
    }
}
