package dev.lockstep.engine.revision;

import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.state.VBucketState;

/**
 * The whole of what readers see of a vbucket: an open file, one committed header in it, and the
 * state document as of that header. Immutable; {@link HeaderSwitch} publishes it by one write.
 *
 * @param file the revision's file; readers pin it before they read
 * @param header the newest commit
 * @param state the vbucket's state document in that very commit
 */
public record Revision(RevisionFile file, CommittedHeader header, VBucketState state) {

  /** The revision's number. */
  public long number() {
    return file.name().revision();
  }

  /** The highest seqno committed. */
  public long highSeqno() {
    return header.header().updateSeqno();
  }
}
