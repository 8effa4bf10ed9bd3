/** The museum: historical bugs of the real store, each one engine phase overridden by its faulty version. */
@NullMarked
package dev.lockstep.scenarios.bugs;

import org.jspecify.annotations.NullMarked;
