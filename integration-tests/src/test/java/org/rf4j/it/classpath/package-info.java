/** What a user sees of RF4J on class paths and module paths of every kind, each in a JVM of its own. */
@NullMarked
package org.rf4j.it.classpath;

import org.jspecify.annotations.NullMarked;
