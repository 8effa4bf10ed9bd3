package dev.lockstep.engine.couch;

import static dev.lockstep.engine.invariant.Argument.checkRange;

import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.format.DiskVersion;

/**
 * How files are written.
 *
 * @param version the disk version of new files; an existing one keeps its own
 * @param nodeSizeThreshold bytes of entries past which a tree node is split
 * @param encryption the keys of encrypted files; those that new files get, if any
 */
public record CouchOptions(DiskVersion version, int nodeSizeThreshold, Encryption encryption) {

  private static final int NODE_SIZE_THRESHOLD_DEFAULT = 1279;

  public CouchOptions {
    checkRange("bytes of a node", nodeSizeThreshold, 1, Integer.MAX_VALUE);
  }

  /** Plain files. */
  public CouchOptions(DiskVersion version, int nodeSizeThreshold) {
    this(version, nodeSizeThreshold, Encryption.NONE);
  }

  /** Version 14, nodes as the format asks for, plain. */
  public static CouchOptions defaults() {
    return new CouchOptions(DiskVersion.V14, NODE_SIZE_THRESHOLD_DEFAULT);
  }

  public CouchOptions withVersion(DiskVersion newVersion) {
    return new CouchOptions(newVersion, nodeSizeThreshold, encryption);
  }

  public CouchOptions withNodeSizeThreshold(int bytes) {
    return new CouchOptions(version, bytes, encryption);
  }

  /** New files must be of version 14 where they are to be encrypted. */
  public CouchOptions withEncryption(Encryption other) {
    return new CouchOptions(version, nodeSizeThreshold, other);
  }
}
