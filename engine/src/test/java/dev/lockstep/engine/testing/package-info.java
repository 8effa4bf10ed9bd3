/** Test doubles that the engine's tests share. */
@NullMarked
package dev.lockstep.engine.testing;

import org.jspecify.annotations.NullMarked;
