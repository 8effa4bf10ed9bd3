/** The vbuckets of one directory, by number. */
@NullMarked
package dev.lockstep.engine.store;

import org.jspecify.annotations.NullMarked;
