/** The store: many vbuckets in one directory, their write queues and flushers. */
@NullMarked
package dev.lockstep.engine.bucket;

import org.jspecify.annotations.NullMarked;
