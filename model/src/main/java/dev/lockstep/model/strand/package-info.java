/**
 * What runs a task up to its next step and no further: a continuation where the JVM has them, a
 * thread with a baton where not.
 */
@NullMarked
package dev.lockstep.model.strand;

import org.jspecify.annotations.NullMarked;
