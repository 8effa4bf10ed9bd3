package dev.lockstep.model.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the one schedule of a token that a failed {@link Explore} of this method has printed. On a method
 * that has both, this one goes first. The test fails as that execution does, and if the schedule does
 * not fit the code any more.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(ExploreExtension.class)
public @interface Replay {

  /** The token. */
  String value();
}
