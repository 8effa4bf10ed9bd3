package dev.lockstep.engine.couch;

import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.invariant.Invariant;

/**
 * How files are written.
 *
 * @param version the disk version of new files; an existing one keeps its own
 * @param nodeSizeThreshold bytes of entries past which a tree node is split
 */
public record CouchOptions(DiskVersion version, int nodeSizeThreshold) {

  private static final int NODE_SIZE_THRESHOLD_DEFAULT = 1279;

  public CouchOptions {
    Invariant.check(nodeSizeThreshold > 0, "the threshold of a node's size must be positive");
  }

  /** Version 14, nodes as the format asks for. */
  public static CouchOptions defaults() {
    return new CouchOptions(DiskVersion.V14, NODE_SIZE_THRESHOLD_DEFAULT);
  }

  public CouchOptions withVersion(DiskVersion newVersion) {
    return new CouchOptions(newVersion, nodeSizeThreshold);
  }

  public CouchOptions withNodeSizeThreshold(int bytes) {
    return new CouchOptions(version, bytes);
  }
}
