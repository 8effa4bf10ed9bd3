/** Many vbuckets in one directory. */
@NullMarked
package dev.lockstep.engine.bucket;

import org.jspecify.annotations.NullMarked;
