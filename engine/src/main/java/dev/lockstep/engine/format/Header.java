package dev.lockstep.engine.format;

import java.util.Optional;

/**
 * A commit record: the whole state of a database.
 *
 * @param updateSeqno the highest seqno given out, 48 bits
 * @param purgeSeqno the highest seqno whose tombstone was dropped, 48 bits
 * @param purgePointer unused, 0
 * @param timestampNanos time of the commit since the epoch; 0 in versions without it
 * @param previousPosition position of the header before this one; {@link #NO_PREVIOUS} where there
 *     is none, and in versions without it
 * @param hasMetadata whether block 0 holds the metadata of an encrypted file
 */
public record Header(
    DiskVersion version,
    long updateSeqno,
    long purgeSeqno,
    long purgePointer,
    long timestampNanos,
    long previousPosition,
    boolean hasMetadata,
    Optional<NodePointer> bySeqno,
    Optional<NodePointer> byId,
    Optional<NodePointer> local) {

  /** The {@link #previousPosition} of a file's first header. */
  public static final long NO_PREVIOUS = -1;

  /** The state of a database without any document. */
  public static Header empty(DiskVersion version) {
    return new Header(
        version,
        0,
        0,
        0,
        0,
        NO_PREVIOUS,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Header withUpdateSeqno(long seqno) {
    return new Header(
        version,
        seqno,
        purgeSeqno,
        purgePointer,
        timestampNanos,
        previousPosition,
        hasMetadata,
        bySeqno,
        byId,
        local);
  }

  public Header withPurgeSeqno(long seqno) {
    return new Header(
        version,
        updateSeqno,
        seqno,
        purgePointer,
        timestampNanos,
        previousPosition,
        hasMetadata,
        bySeqno,
        byId,
        local);
  }

  public Header withTimestampNanos(long nanos) {
    return new Header(
        version,
        updateSeqno,
        purgeSeqno,
        purgePointer,
        nanos,
        previousPosition,
        hasMetadata,
        bySeqno,
        byId,
        local);
  }

  public Header withPreviousPosition(long position) {
    return new Header(
        version,
        updateSeqno,
        purgeSeqno,
        purgePointer,
        timestampNanos,
        position,
        hasMetadata,
        bySeqno,
        byId,
        local);
  }

  /** The same in a file whose block 0 holds metadata, or holds none. */
  public Header withMetadata(boolean present) {
    return new Header(
        version,
        updateSeqno,
        purgeSeqno,
        purgePointer,
        timestampNanos,
        previousPosition,
        present,
        bySeqno,
        byId,
        local);
  }

  /** The same with other index roots. */
  public Header withIndexes(Optional<NodePointer> bySeqnoRoot, Optional<NodePointer> byIdRoot) {
    return new Header(
        version,
        updateSeqno,
        purgeSeqno,
        purgePointer,
        timestampNanos,
        previousPosition,
        hasMetadata,
        bySeqnoRoot,
        byIdRoot,
        local);
  }

  public Header withLocal(Optional<NodePointer> root) {
    return new Header(
        version,
        updateSeqno,
        purgeSeqno,
        purgePointer,
        timestampNanos,
        previousPosition,
        hasMetadata,
        bySeqno,
        byId,
        root);
  }
}
