package dev.lockstep.engine.state;

import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.document.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one commit says of the vbucket: its state document, {@code _local/vbstate}, and its collections.
 *
 * @param lifecycle what the vbucket is in its cluster
 * @param highCompletedSeqno the highest seqno of a prepare that was committed or aborted; prepares at
 *     or below it may be purged
 * @param onDiskPrepares how many live prepares the by-id tree holds, completed ones included
 * @param onDiskPrepareBytes their physical size, bytes
 * @param manifest the collections
 * @param others members of the state document that other programs wrote, kept as they are: JSON text by
 *     name
 */
public record VBucketState(
    Lifecycle lifecycle,
    long highCompletedSeqno,
    long onDiskPrepares,
    long onDiskPrepareBytes,
    Manifest manifest,
    Map<String, String> others) {

  /** Stands for a counter that the document lacks; the commit's prepares have to be counted. */
  static final long NOT_COUNTED = -1;

  /** The id of the local document that keeps it. */
  public static final Bytes LOCAL_ID = Bytes.ofUtf8("_local/vbstate");

  /** What a vbucket is in its cluster. */
  public enum Lifecycle {
    ACTIVE("active"),
    REPLICA("replica"),
    PENDING("pending"),
    DEAD("dead");

    private final String word;

    Lifecycle(String word) {
      this.word = word;
    }

    /** The word for it in the state document. */
    public String word() {
      return word;
    }

    /** Finds it by its word. */
    public static Optional<Lifecycle> of(String word) {
      for (Lifecycle lifecycle : values()) {
        if (lifecycle.word.equals(word)) {
          return Optional.of(lifecycle);
        }
      }
      return Optional.empty();
    }
  }

  public VBucketState {
    others = Map.copyOf(new TreeMap<>(others));
  }

  /** The state of a vbucket without collections. */
  public VBucketState(
      Lifecycle lifecycle,
      long highCompletedSeqno,
      long onDiskPrepares,
      long onDiskPrepareBytes,
      Map<String, String> others) {
    this(lifecycle, highCompletedSeqno, onDiskPrepares, onDiskPrepareBytes, Manifest.NONE, others);
  }

  /** What a vbucket starts with. */
  public static VBucketState initial(Lifecycle lifecycle, Manifest manifest) {
    return new VBucketState(lifecycle, 0, 0, 0, manifest, Map.of());
  }

  /** The same with other counters of prepares. */
  public VBucketState withPrepares(long prepares, long bytes) {
    return new VBucketState(lifecycle, highCompletedSeqno, prepares, bytes, manifest, others);
  }

  /** The same with other collections. */
  public VBucketState withManifest(Manifest other) {
    return new VBucketState(
        lifecycle, highCompletedSeqno, onDiskPrepares, onDiskPrepareBytes, other, others);
  }

  /** The same as something else in its cluster. */
  public VBucketState withLifecycle(Lifecycle other) {
    return new VBucketState(
        other, highCompletedSeqno, onDiskPrepares, onDiskPrepareBytes, manifest, others);
  }
}
