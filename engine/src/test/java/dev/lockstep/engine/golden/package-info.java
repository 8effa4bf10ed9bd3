/** Files that other programs and earlier builds wrote, read by this one. */
@NullMarked
package dev.lockstep.engine.golden;

import org.jspecify.annotations.NullMarked;
