/** When compactions run: those asked for, those that nobody asked for, and so many at a time. */
@NullMarked
package dev.lockstep.engine.schedule;

import org.jspecify.annotations.NullMarked;
