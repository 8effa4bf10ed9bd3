/** One append-only file: finding the last header, reading and appending chunks, the commit. */
@NullMarked
package dev.lockstep.engine.file;

import org.jspecify.annotations.NullMarked;
