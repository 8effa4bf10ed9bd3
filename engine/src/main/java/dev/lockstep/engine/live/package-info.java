/** The seam bound to the JDK: real files, threads and clocks. */
@NullMarked
package dev.lockstep.engine.live;

import org.jspecify.annotations.NullMarked;
