/** The JUnit extension, on an example that is not the engine. */
@NullMarked
package dev.lockstep.model.junit;

import org.jspecify.annotations.NullMarked;
