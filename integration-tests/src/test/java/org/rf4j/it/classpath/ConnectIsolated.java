package org.rf4j.it.classpath;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Runs {@link Connect} in a class loader that neither the system's class loader nor the thread's knows. */
public final class ConnectIsolated {

    private ConnectIsolated() {}

    /** Takes the class path for the loader. */
    public static void main(String... classPath) throws Throwable {
        try (URLClassLoader loader = new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader())) {
            loader.loadClass(Connect.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    static URL[] urls(String... classPath) throws MalformedURLException {
        URL[] urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(classPath[i]).toUri().toURL();
        }
        return urls;
    }
}
