package dev.lockstep.engine.couch;

import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.format.DocumentTotals;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.format.SeqnoCount;
import java.util.Optional;

/**
 * What a header's roots count.
 *
 * @param live documents that are not deleted
 * @param deleted tombstones
 * @param physicalSize bytes that the chunks of all bodies take
 * @param seqnos entries of the by-seqno index
 */
public record Counts(long live, long deleted, long physicalSize, long seqnos) {

  /** Those of a header of {@code file}. */
  static Counts of(Header header, String file) throws CorruptFileException {
    long position = 0;
    try {
      DocumentTotals totals = DocumentTotals.NONE;
      if (header.byId().isPresent()) {
        position = header.byId().get().position();
        totals = DocumentTotals.decode(header.byId().get().reduce());
      }
      long seqnos = 0;
      if (header.bySeqno().isPresent()) {
        position = header.bySeqno().get().position();
        seqnos = SeqnoCount.decode(header.bySeqno().get().reduce());
      }
      return new Counts(totals.live(), totals.deleted(), totals.physicalSize(), seqnos);
    } catch (MalformedDataException e) {
      throw new CorruptFileException(file, position, e);
    }
  }

  /** Bytes that the header needs: the bodies and the nodes of its three trees. */
  public long liveSize(Header header) {
    return physicalSize
        + subtreeSize(header.bySeqno())
        + subtreeSize(header.byId())
        + subtreeSize(header.local());
  }

  private static long subtreeSize(Optional<NodePointer> root) {
    return root.map(NodePointer::subtreeSize).orElse(0L);
  }
}
