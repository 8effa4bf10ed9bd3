/**
 * Races around the locks of a vbucket's life, of a write queue and of a compaction scheduler, one class a
 * race, each outcome with the reason why it may or may not be. Their subjects are whole stores, so that
 * they take few samples.
 */
@NullMarked
package dev.lockstep.stress.stores;

import org.jspecify.annotations.NullMarked;
