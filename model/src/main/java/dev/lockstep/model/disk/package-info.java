/**
 * A disk that keeps what was synced and may lose the rest: its files and directory, what a crash
 * leaves of them, what each step did to them.
 */
@NullMarked
package dev.lockstep.model.disk;

import org.jspecify.annotations.NullMarked;
