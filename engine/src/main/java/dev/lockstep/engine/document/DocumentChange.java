package dev.lockstep.engine.document;

import java.util.Optional;

/**
 * One version of a document on its way to the file.
 *
 * @param storedBody the body byte for byte as the file will hold it: already a snappy stream where
 *     {@code contentMeta} has {@link DocumentInfo#COMPRESSED}; empty where the version has no body
 */
public record DocumentChange(
    Bytes id,
    long seqno,
    long revisionSeqno,
    boolean deleted,
    int contentMeta,
    Bytes revisionMetadata,
    Optional<Bytes> storedBody) {

  /** The index entry of this change, its body stored where the parameters say. */
  public DocumentInfo storedAt(long bodyPosition, int physicalSize) {
    return new DocumentInfo(
        id,
        seqno,
        revisionSeqno,
        deleted,
        contentMeta,
        revisionMetadata,
        bodyPosition,
        physicalSize);
  }
}
