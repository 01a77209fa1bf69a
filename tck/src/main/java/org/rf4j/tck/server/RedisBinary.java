package org.rf4j.tck.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executable {@code redis-server}, which also serves as a sentinel.
 *
 * <p>It is looked for in this order:
 *
 * <ol>
 *   <li>the path in the system property {@value #PROPERTY};
 *   <li>the binary inside {@code org.signal:embedded-redis}, if that is on the class path and has one for this
 *       system; it is extracted once and kept in the user's cache directory;
 *   <li>{@code redis-server} on the {@code PATH}.
 * </ol>
 *
 * <p>Immutable and thread-safe.
 */
public final class RedisBinary {

    /** The system property that names the executable: {@value}. */
    public static final String PROPERTY = "rf4j.tck.redis-server";

    private static final Logger LOG = LoggerFactory.getLogger(RedisBinary.class);
    private static final String EMBEDDED = "redis-server-7.0.15-";
    private static final Pattern VERSION = Pattern.compile("v=(\\S+)");

    private static @Nullable RedisBinary found;

    private final Path path;
    private final String origin;
    private final String version;

    private RedisBinary(Path path, String origin) {
        this.path = path;
        this.origin = origin;
        this.version = askVersion(path);
    }

    /**
     * Finds the executable. The first answer is remembered for the life of the virtual machine.
     *
     * @throws RedisServerException if there is none or it cannot be run; the message names the three ways to have one
     */
    public static synchronized RedisBinary find() {
        RedisBinary binary = found;
        if (binary == null) {
            binary = locate();
            found = binary;
            LOG.info("using redis-server {} from {}", binary.version, binary.origin);
        }
        return binary;
    }

    /** Returns the path of the executable. */
    public Path path() {
        return path;
    }

    /** Returns where the executable was found, for people to read. */
    public String origin() {
        return origin;
    }

    /** Returns the version that the executable reports, such as {@code 7.0.15}. */
    public String version() {
        return version;
    }

    /** Returns path, origin and version. */
    @Override
    public String toString() {
        return path + " (" + version + ", from " + origin + ")";
    }

    private static RedisBinary locate() {
        String property = System.getProperty(PROPERTY);
        if (property != null && !property.isBlank()) {
            return named(property);
        }
        String resource = resourceName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (resource != null) {
            byte[] content = read(resource);
            if (content != null) {
                return new RedisBinary(extract(resource, content), "org.signal:embedded-redis");
            }
        }
        Path onPath = onPath(System.getenv("PATH"));
        if (onPath != null) {
            return new RedisBinary(onPath, "the PATH");
        }
        throw new RedisServerException("no redis-server for " + System.getProperty("os.name") + " on "
                + System.getProperty("os.arch") + ". Do one of these: set the system property " + PROPERTY
                + " to the path of one; put org.signal:embedded-redis:0.9.1 on the class path (Linux and macOS);"
                + " or install redis-server so that it is on the PATH");
    }

    static RedisBinary named(String property) {
        Path path = Path.of(property).toAbsolutePath();
        if (!Files.isExecutable(path) || Files.isDirectory(path)) {
            throw new RedisServerException("the system property " + PROPERTY + " names " + property
                    + ", which is not an executable file. Correct it, or remove it to use the binary inside"
                    + " org.signal:embedded-redis or the one on the PATH");
        }
        return new RedisBinary(path, "the system property " + PROPERTY);
    }

    static @Nullable String resourceName(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : null;
        String machine = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> null;
        };
        return system == null || machine == null ? null : EMBEDDED + system + "-" + machine;
    }

    static @Nullable Path onPath(@Nullable String searchPath) {
        if (searchPath == null) {
            return null;
        }
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(searchPath)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "redis-server").toAbsolutePath())
                .filter(path -> Files.isExecutable(path) && !Files.isDirectory(path))
                .findFirst()
                .orElse(null);
    }

    private static byte @Nullable [] read(String resource) {
        ClassLoader[] loaders = {
            RedisBinary.class.getClassLoader(),
            Thread.currentThread().getContextClassLoader(),
            ClassLoader.getSystemClassLoader()
        };
        for (ClassLoader loader : loaders) {
            if (loader == null) {
                continue;
            }
            try (InputStream in = loader.getResourceAsStream(resource)) {
                if (in != null) {
                    return in.readAllBytes();
                }
            } catch (IOException e) {
                throw new RedisServerException(
                        "cannot read " + resource + " from the class path: " + e.getMessage(), e);
            }
        }
        return null;
    }

    private static Path extract(String resource, byte[] content) {
        String name = resource + "-" + sha256(content).substring(0, 16);
        Path cache = cacheDirectory();
        if (cache != null) {
            try {
                return extractTo(Files.createDirectories(cache), name, content);
            } catch (IOException e) {
                LOG.debug("cannot use {}, a temporary directory will do: {}", cache, e.toString());
            }
        }
        try {
            return extractTo(Reaper.get().newDirectory("binary"), name, content);
        } catch (IOException e) {
            throw new RedisServerException("cannot extract " + resource + ": " + e.getMessage(), e);
        }
    }

    /** Extracts so that another virtual machine doing the same at the same time never sees half a file. */
    static Path extractTo(Path directory, String name, byte[] content) throws IOException {
        Path target = directory.resolve(name);
        if (Files.isExecutable(target) && Files.size(target) == content.length) {
            return target;
        }
        Path part = Files.createTempFile(directory, name, ".part");
        try {
            Files.write(part, content);
            if (!part.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + part + " executable");
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
        // A file system mounted without execution would only be noticed when the first server starts.
        if (!Files.isExecutable(target)) {
            throw new IOException(target + " cannot be executed");
        }
        return target;
    }

    private static @Nullable Path cacheDirectory() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        if (xdg != null && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg, "rf4j");
        }
        String home = System.getProperty("user.home");
        if (home == null || !Path.of(home).isAbsolute()) {
            return null;
        }
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        return mac ? Path.of(home, "Library", "Caches", "rf4j") : Path.of(home, ".cache", "rf4j");
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String askVersion(Path path) {
        try {
            Process process = new ProcessBuilder(path.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new RedisServerException(path + " --version does not end");
            }
            Matcher matcher = VERSION.matcher(output);
            if (process.exitValue() != 0 || !matcher.find()) {
                throw new RedisServerException(path + " --version answered: " + output.strip());
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new RedisServerException("cannot run " + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisServerException("interrupted while asking " + path + " for its version", e);
        }
    }
}
