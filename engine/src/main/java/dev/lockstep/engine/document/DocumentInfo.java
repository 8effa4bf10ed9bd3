package dev.lockstep.engine.document;

/**
 * What both indexes keep of a document.
 *
 * @param id the key, at most 4095 bytes
 * @param seqno the 48-bit number of the change that wrote this version
 * @param revisionSeqno how often the document was changed, 48 bits
 * @param deleted whether this is a tombstone
 * @param contentMeta bit 7: the body is stored compressed; bits 0-6: its type
 * @param revisionMetadata bytes that the store does not look into; see {@link RevisionMetadata}
 * @param bodyPosition where the body's chunk starts in the file; 0 where there is no body
 * @param physicalSize bytes the body's chunk takes, its header included; 0 where there is no body
 */
public record DocumentInfo(
    Bytes id,
    long seqno,
    long revisionSeqno,
    boolean deleted,
    int contentMeta,
    Bytes revisionMetadata,
    long bodyPosition,
    int physicalSize) {

  /** The bit of {@link #contentMeta} that says that the stored body is a snappy stream. */
  public static final int COMPRESSED = 0x80;

  /** Whether a body is stored; an empty one counts. */
  public boolean hasBody() {
    return bodyPosition != 0;
  }

  /** Whether the stored body is a snappy stream. */
  public boolean isCompressed() {
    return (contentMeta & COMPRESSED) != 0;
  }
}
