package org.rf4j.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterViewTest {

    private static final String TEXT = """
            aaa 127.0.0.1:7001@17001,host myself,master - 0 0 3 connected 0-99 200 [7->-bbb] [300-<-bbb]
            bbb 127.0.0.1:7002@17002 master,fail? - 1426238317239 1426238316232 2 connected 100-199
            ccc 127.0.0.1:7003@17003 slave bbb 0 1426238316232 2 disconnected
            """;

    private final ClusterView view = ClusterView.parse(TEXT);

    @Test
    void slotsAndThoseOnTheirWayAreRead() {
        ClusterView.Entry myself = view.myself();
        assertThat(myself.id()).isEqualTo("aaa");
        assertThat(myself.isPrimary()).isTrue();
        assertThat(myself.configEpoch()).isEqualTo(3);
        assertThat(myself.slots().cardinality()).isEqualTo(101);
        assertThat(myself.serves(200)).isTrue();
        assertThat(myself.serves(300)).isFalse();
        assertThat(myself.openSlots()).isEqualTo(List.of(7, 300));
        assertThat(view.believesThatServes("bbb", 150)).isTrue();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(view.suspects("bbb")).isTrue();
        assertThat(view.holdsForDown("bbb")).isFalse();
        assertThat(view.missing(List.of("aaa", "bbb", "ccc"))).isEqualTo("says fail? of bbb");
        assertThat(view.missing(List.of("aaa", "ccc"))).isEqualTo("is not connected to ccc");
        assertThat(view.missing(List.of("aaa", "ddd"))).isEqualTo("does not know ddd");
        assertThat(view.missing(List.of("aaa"))).isEqualTo("knows 3 nodes");
    }

    @Test
    void theLayoutNamesSlotsAndPrimaries() {
        assertThat(view.layout()).containsEntry("ccc", "replica of bbb").containsKeys("aaa", "bbb");
    }

    @Test
    void anAnswerWithoutTheNodeItselfIsRefused() {
        assertThatThrownBy(() -> ClusterView.parse("")).isInstanceOf(RedisServerException.class);
    }
}
