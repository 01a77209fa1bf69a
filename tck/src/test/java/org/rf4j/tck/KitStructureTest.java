package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KitStructureTest {

    @Test
    void everyGroupOfTheKitIsFoundByJUnit() {
        assertThat(Stream.of(RedisCompatibilityKit.class.getDeclaredClasses())
                        .flatMap(mode -> Stream.concat(
                                Arrays.stream(mode.getDeclaredClasses()),
                                Arrays.stream(mode.getSuperclass().getDeclaredClasses())))
                        .filter(ClauseTests.class::isAssignableFrom))
                .hasSizeGreaterThan(50)
                .allSatisfy(group -> assertThat(group).hasAnnotation(Nested.class));
    }
}
