package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.document.Bytes;
import java.io.IOException;

/** A write came with a seqno that is not above all seqnos that were committed or come before it. */
public final class SeqnoTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  SeqnoTakenException(Bytes id, long seqno, long highSeqno) {
    super("document " + id + " came with seqno " + seqno + ": expected one above " + highSeqno);
  }
}
