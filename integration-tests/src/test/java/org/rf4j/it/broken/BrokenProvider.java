package org.rf4j.it.broken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.rf4j.Capability;
import org.rf4j.examples.socket.SocketProvider;
import org.rf4j.spi.Driver;
import org.rf4j.spi.DriverContext;
import org.rf4j.spi.RedisProvider;

/**
 * The provider {@code broken}: the provider {@code socket} below a {@link Breakage}. Which one stands in a file, so that
 * programs that the kit starts have the same; without the file it is a good provider.
 */
public final class BrokenProvider implements RedisProvider {

    static final String NAME = "broken";

    private static final Path CHOICE = Path.of("target", "broken-provider");

    private final RedisProvider good = new SocketProvider();

    /** Chooses what is broken from now on. */
    static void breakBy(BrokenCase broken) throws IOException {
        Files.writeString(CHOICE, broken.what());
    }

    /** From now on nothing is broken. */
    static void mend() throws IOException {
        Files.deleteIfExists(CHOICE);
    }

    private static Breakage breakage() {
        try {
            return Files.exists(CHOICE)
                    ? BrokenCases.named(Files.readString(CHOICE)).breakage().get()
                    : new Breakage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return breakage().capabilities(good.capabilities());
    }

    @Override
    public Driver open(DriverContext context) {
        Breakage breakage = breakage();
        Driver driver = good.open(context);
        breakage.opened(context);
        return new BrokenDriver(breakage, driver);
    }
}
