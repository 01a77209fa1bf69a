/** What needs the API, the kit and providers together. */
@NullMarked
package org.rf4j.it;

import org.jspecify.annotations.NullMarked;
