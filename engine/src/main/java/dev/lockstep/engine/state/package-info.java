/** What a commit says of its vbucket: the state document and the counters of prepares and collections. */
@NullMarked
package dev.lockstep.engine.state;

import org.jspecify.annotations.NullMarked;
