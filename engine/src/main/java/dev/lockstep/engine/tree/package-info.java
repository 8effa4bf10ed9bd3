/** Copy-on-write B+trees over one append-only file. */
@NullMarked
package dev.lockstep.engine.tree;

import org.jspecify.annotations.NullMarked;
