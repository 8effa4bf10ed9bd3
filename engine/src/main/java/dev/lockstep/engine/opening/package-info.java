/** How a vbucket comes to be: warm-up of what is on disk, creation, and what is damaged or deleted. */
@NullMarked
package dev.lockstep.engine.opening;

import org.jspecify.annotations.NullMarked;
