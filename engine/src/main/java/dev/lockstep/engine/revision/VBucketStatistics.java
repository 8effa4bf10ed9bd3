package dev.lockstep.engine.revision;

import dev.lockstep.engine.collection.Generation;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.Counts;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.state.StateDocuments;
import dev.lockstep.engine.state.VBucketState;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What one commit of a vbucket counts. All numbers are of that one commit and of the file that holds
 * it, so they fit each other however the vbucket changes meanwhile; only the file's length is as of now.
 *
 * @param vbucket its number
 * @param revision the number of the file
 * @param state what it is in its cluster, in the state document's word
 * @param persistedSeqno the highest seqno committed
 * @param purgeSeqno the highest seqno whose tombstone may be missing
 * @param items documents that are live, prepares not counted; creations of collections and what is left
 *     of dropped ones counted
 * @param tombstones deleted documents, aborted prepares counted
 * @param prepares prepares on disk, completed ones that are not purged yet counted
 * @param prepareBytes their size, bytes as stored
 * @param fileSize the file's length, bytes
 * @param liveSize bytes of the file that the commit needs: bodies and the nodes of its trees
 * @param collections the open collections, by id; empty where the vbucket has none
 * @param keyId the id of the key that the file is encrypted with; empty where it is plain
 */
public record VBucketStatistics(
    int vbucket,
    long revision,
    String state,
    long persistedSeqno,
    long purgeSeqno,
    long items,
    long tombstones,
    long prepares,
    long prepareBytes,
    long fileSize,
    long liveSize,
    List<Generation> collections,
    Optional<String> keyId) {

  public VBucketStatistics {
    collections = List.copyOf(collections);
  }

  /**
   * Reads those of an open file's newest commit.
   *
   * @throws IOException if the file cannot be read, or has no good state document
   */
  public static VBucketStatistics of(VBucketFileName name, CouchFile couch) throws IOException {
    Header header = couch.lastHeader().header();
    return of(name, couch, header, StateDocuments.read(couch, header));
  }

  /** Those of a commit that is published. */
  public static VBucketStatistics of(Revision revision) throws IOException {
    RevisionFile file = revision.file();
    return of(file.name(), file.couch(), revision.header().header(), revision.state());
  }

  private static VBucketStatistics of(
      VBucketFileName name, CouchFile couch, Header header, VBucketState state) throws IOException {
    Counts counts = couch.counts(header);
    return new VBucketStatistics(
        name.vbucket(),
        name.revision(),
        state.lifecycle().word(),
        header.updateSeqno(),
        header.purgeSeqno(),
        counts.live() - state.onDiskPrepares(),
        counts.deleted(),
        state.onDiskPrepares(),
        state.onDiskPrepareBytes(),
        couch.size(),
        counts.liveSize(header),
        state.manifest().open(),
        couch.keyId());
  }

  /** The file that holds the commit. */
  public VBucketFileName file() {
    return VBucketFileName.data(vbucket, revision);
  }

  /** The percentage of the file that the commit does not need, 0 to 100. */
  public int fragmentationPercent() {
    return fragmentationPercent(fileSize, liveSize);
  }

  /** The percentage of {@code fileSize} bytes that is not among {@code liveSize}, 0 to 100. */
  public static int fragmentationPercent(long fileSize, long liveSize) {
    return fileSize == 0 ? 0 : (int) (100 * Math.max(0, fileSize - liveSize) / fileSize);
  }
}
