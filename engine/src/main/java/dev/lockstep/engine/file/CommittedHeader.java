package dev.lockstep.engine.file;

import dev.lockstep.engine.format.Header;

/**
 * A header that the file holds.
 *
 * @param position its offset, a block boundary
 */
public record CommittedHeader(long position, Header header) {}
