package dev.lockstep.engine.state;

import dev.lockstep.engine.collection.MalformedManifestException;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.collection.ManifestDocuments;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.format.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The local documents that keep a {@link VBucketState}: the state document and those of the collections.
 * A counter that they lack, as those of older programs do, is counted: a missing base must not be taken
 * for 0.
 */
public final class StateDocuments {
  private StateDocuments() {}

  /** Whether a local document is one of them, and so the store's own. */
  public static boolean isOwnId(Bytes localId) {
    return localId.equals(VBucketState.LOCAL_ID) || ManifestDocuments.isOwnId(localId);
  }

  /** All of them; the two seqnos are those of the header they are committed with. */
  public static List<LocalDocument> of(VBucketState state, long highSeqno, long purgeSeqno) {
    List<LocalDocument> documents = new ArrayList<>();
    changes(Manifest.NONE, state, highSeqno, purgeSeqno)
        .forEach(change -> change
            .value()
            .ifPresent(value -> documents.add(new LocalDocument(change.id(), value))));
    return documents;
  }

  /** What changes in them after a commit with the manifest {@code before}. */
  public static List<LocalChange> changes(
      Manifest before, VBucketState state, long highSeqno, long purgeSeqno) {
    List<LocalChange> changes = ManifestDocuments.changes(before, state.manifest());
    Bytes document = VBucketStateJson.encode(state, highSeqno, purgeSeqno);
    changes.add(new LocalChange(VBucketState.LOCAL_ID, Optional.of(document)));
    return changes;
  }

  /**
   * What they say in a commit.
   *
   * @throws MalformedStateException if the state document is missing or cannot be understood
   * @throws MalformedManifestException if one of the others cannot be
   */
  public static VBucketState read(CouchFile couch, Header header) throws IOException {
    Optional<Bytes> document = couch.local(header, VBucketState.LOCAL_ID);
    try {
      if (document.isEmpty()) {
        throw new MalformedStateException("there is none");
      }
      VBucketState state = VBucketStateJson.decode(document.get());
      return counted(state, couch, header).withManifest(manifest(couch, header));
    } catch (MalformedStateException e) {
      throw e.in(couch.name());
    } catch (MalformedManifestException e) {
      throw e.in(couch.name());
    }
  }

  private static VBucketState counted(VBucketState state, CouchFile couch, Header header)
      throws IOException {
    boolean isCounted = state.onDiskPrepares() != VBucketState.NOT_COUNTED
        && state.onDiskPrepareBytes() != VBucketState.NOT_COUNTED;
    if (isCounted) {
      return state;
    }
    PrepareCount count = PrepareCount.of(couch, header);
    return state.withPrepares(count.prepares(), count.bytes());
  }

  private static Manifest manifest(CouchFile couch, Header header) throws IOException {
    ManifestDocuments.Lookup lookup = id -> couch.local(header, id);
    Optional<Manifest> counted = ManifestDocuments.read(lookup);
    return counted.isPresent()
        ? counted.get()
        : CollectionCount.of(couch, header, ManifestDocuments.readUncounted(lookup));
  }
}
