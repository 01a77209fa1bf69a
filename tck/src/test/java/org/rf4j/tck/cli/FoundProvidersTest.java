package org.rf4j.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rf4j.spi.RedisProvider;

class FoundProvidersTest {

    private static FoundProviders found(String... names) {
        TreeMap<String, RedisProvider> providers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String name : names) {
            providers.put(name, new FakeProvider(name));
        }
        return new FoundProviders(providers, List.of());
    }

    @Test
    void theOnlyProviderNeedNotBeNamed() {
        assertThat(found("mine").choose(List.of())).containsExactly("mine");
    }

    @Test
    void ofSeveralOneHasToBeNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found("mine", "yours").choose(List.of()))
                .withMessageContainingAll("- mine: ", "- yours: ", "--provider mine,yours");
    }

    @Test
    void severalCanBeNamedWhateverTheirCase() {
        assertThat(found("mine", "ours", "yours").choose(List.of("Yours", "mine", "MINE")))
                .containsExactly("yours", "mine");
    }

    @Test
    void aNameThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found("mine").choose(List.of("mien")))
                .withMessageContainingAll("'mien'", "- mine: " + FakeProvider.class.getName(), "--classpath");
    }

    @Test
    void withoutAnyItSaysHowToAddOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> found().choose(List.of("mine")))
                .withMessageContaining("--classpath my-provider.jar:its-driver.jar");
    }

    @Test
    void whatIsBrokenIsToldOf() {
        FoundProviders broken =
                new FoundProviders(new TreeMap<>(), List.of("java.lang.NoClassDefFoundError: com/example/Driver"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> broken.choose(List.of()))
                .withMessageContainingAll("com/example/Driver", "a driver may be missing");
    }
}
