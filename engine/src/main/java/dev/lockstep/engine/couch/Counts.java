package dev.lockstep.engine.couch;

import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
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
