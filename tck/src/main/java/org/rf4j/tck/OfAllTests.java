package org.rf4j.tck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that judges what the others have done, and says nothing when only some of them have run. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface OfAllTests {}
