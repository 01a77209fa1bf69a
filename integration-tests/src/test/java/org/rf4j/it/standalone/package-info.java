/** The standalone jar of the kit, run as its users run it. */
@NullMarked
package org.rf4j.it.standalone;

import org.jspecify.annotations.NullMarked;
