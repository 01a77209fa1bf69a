package org.rf4j.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rf4j.Capability;
import org.rf4j.RedisProviderException;
import org.rf4j.internal.Core;
import org.rf4j.internal.Guide;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/** What is said of a provider that cannot be used: which it is, where it is, what to do. */
class BrokenProvidersTest extends WithMadeProviders {

    private static final String FILE = "META-INF/services/org.rf4j.spi.RedisProvider";

    @Test
    void aClassThatIsNotThereIsToldWithTheFileThatNamesIt() {
        assertThat(report("NotThere"))
                .isEqualTo("made.NotThere, named in " + made.origin("NotThere") + FILE
                        + ": there is no such class; add the jar that has it, or remove the line");
    }

    @Test
    void aClassThatIsNoProviderIsToldWithItsPlace() {
        assertThat(report("NoProvider"))
                .isEqualTo("made.NoProvider in " + made.origin("NoProvider")
                        + ": it does not implement org.rf4j.spi.RedisProvider; remove the line that names it from "
                        + FILE);
    }

    @Test
    void aHiddenConstructorIsToldAsTheReason() {
        assertThat(report("BrokenPrivate"))
                .isEqualTo("made.BrokenPrivate, named in " + made.origin("BrokenPrivate") + FILE
                        + ": it needs a public constructor without parameters");
    }

    @Test
    void aLineThatNamesNoClassIsToldWithItsFile() throws IOException {
        Path folder = made.folder("Lettuce");
        Files.writeString(MadeProviders.services(folder), "made.Lettuce\nthis is not a class # at all\n");

        assertThat(ProviderSearch.in(made.loaderOver(null, folder)).broken())
                .extracting(ProviderSearch.Broken::description)
                .containsExactly(
                        "this is not a class, named in " + made.origin("Lettuce") + FILE
                                + ": this is not the name of a class, and keeps the whole file from being read; remove the line");
    }

    @Test
    void whatAnInitializerThrowsIsToldInsteadOfTheErrorAroundIt() {
        assertThat(report("BrokenAtLoading"))
                .isEqualTo("made.BrokenAtLoading in " + made.origin("BrokenAtLoading")
                        + ": java.lang.IllegalStateException: boom");
    }

    @Test
    void aMissingParentIsToldWithTheClassThatNeedsItAndAnAdvice() {
        assertThat(report("BrokenByParent"))
                .startsWith("made.BrokenByParent, named in " + made.origin("BrokenByParent") + FILE
                        + ": java.lang.NoClassDefFoundError: made/Gone; its driver may be missing")
                .contains("another version of rf4j-api than the one in file:")
                .endsWith("rf4j-bom names versions that belong together");
    }

    @Test
    void aProviderOfAnotherCopyOfTheApiIsToldWithBothCopies() throws IOException {
        Path provider = made.folder("Jedis");
        URL api = RedisProvider.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader isolated =
                new URLClassLoader(new URL[] {provider.toUri().toURL(), api}, ClassLoader.getPlatformClassLoader())) {
            assertThat(ProviderSearch.in(isolated).broken())
                    .extracting(ProviderSearch.Broken::description)
                    .containsExactly("made.Jedis in " + made.origin("Jedis")
                            + ": it belongs to another copy of rf4j-api, the one in " + api
                            + ", and not to this one, in " + api
                            + "; leave one of the two, where both the provider and the application see it");
        }
    }

    @Test
    void aProviderThatCannotBeLinkedWhenItIsOpenedIsToldWithItsPlaceAndAnAdvice() {
        RedisProvider misfit = new Misfitting();
        try (Core core = new Core()) {
            assertThatExceptionOfType(RedisProviderException.class)
                    .isThrownBy(() -> Misfit.open(misfit, core))
                    .withMessageStartingWith("the Redis provider 'misfitting' cannot be used: "
                            + Misfitting.class.getName() + " in file:")
                    .withMessageContaining(": java.lang.NoSuchMethodError: void gone(); its driver may be missing")
                    .withMessageEndingWith("rf4j-bom names versions that belong together" + Guide.BROKEN_PROVIDER)
                    .withCauseInstanceOf(NoSuchMethodError.class);
        }
    }

    @Test
    void otherFailuresGetNoAdviceOnVersions() {
        assertThat(Misfit.advice(new IllegalStateException("boom"))).isNull();
        assertThat(Misfit.advice(new IllegalStateException(new NoSuchFieldError("gone"))))
                .isNotNull();
    }

    private String report(String provider) {
        ProviderSearch search = ProviderSearch.in(made.loader(provider, "Lettuce"));
        assertThat(search.found()).extracting(ProviderSearch.Found::name).containsExactly("lettuce");
        assertThat(search.broken()).hasSize(1);
        return search.broken().get(0).description();
    }

    private static final class Misfitting implements RedisProvider {
        @Override
        public String name() {
            return "misfitting";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public Driver open(DriverContext context) {
            throw new NoSuchMethodError("void gone()");
        }
    }
}
