package org.rf4j.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KitStructureTest {

    @Test
    void everyGroupOfTheKitIsFoundByJUnit() {
        Stream<Class<?>> ofModes = Stream.of(RedisCompatibilityKit.class.getDeclaredClasses())
                .flatMap(mode -> Stream.concat(
                        Arrays.stream(mode.getDeclaredClasses()),
                        Arrays.stream(mode.getSuperclass().getDeclaredClasses())));
        Stream<Class<?>> ofCommands = Stream.of(TypedCommands.class, ReplaceableCommands.class)
                .flatMap(commands -> Arrays.stream(commands.getDeclaredClasses()));
        assertThat(Stream.concat(ofModes, ofCommands).filter(ClauseTests.class::isAssignableFrom))
                .hasSizeGreaterThan(70)
                .allSatisfy(group -> assertThat(group).hasAnnotation(Nested.class));
    }
}
