@NullMarked
package dev.lockstep.engine.bucket;

import org.jspecify.annotations.NullMarked;
