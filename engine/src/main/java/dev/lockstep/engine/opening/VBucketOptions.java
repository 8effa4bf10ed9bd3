package dev.lockstep.engine.opening;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.collection.Manifest;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.state.VBucketState.Lifecycle;

/**
 * How a vbucket is opened and kept.
 *
 * @param couch how its files are written
 * @param headerSearch {@link HeaderSearch#STRICT} refuses a file whose newest header is damaged;
 *     {@link HeaderSearch#RECOVERY} falls back to an older header, which loses commits
 * @param compression whether bodies are stored compressed
 * @param createdAs the state of a vbucket that has no file yet
 * @param keys what document ids are in a vbucket that has no file yet; one that has keeps its own
 */
public record VBucketOptions(
    CouchOptions couch,
    HeaderSearch headerSearch,
    Compression compression,
    Lifecycle createdAs,
    Keys keys) {

  /** Whether document bodies are compressed. */
  public enum Compression {
    NONE,
    SNAPPY
  }

  /** What the ids of documents are. */
  public enum Keys {
    /** Any bytes. */
    PLAIN,
    /** The id of a collection, then the key: {@link CollectionKeys#documentId}. */
    COLLECTIONS;

    /** What a vbucket begins with. */
    Manifest firstManifest() {
      return this == COLLECTIONS ? Manifest.INITIAL : Manifest.NONE;
    }
  }

  public static VBucketOptions defaults() {
    return new VBucketOptions(
        CouchOptions.defaults(),
        HeaderSearch.STRICT,
        Compression.NONE,
        Lifecycle.ACTIVE,
        Keys.PLAIN);
  }

  public VBucketOptions withCouch(CouchOptions other) {
    return new VBucketOptions(other, headerSearch, compression, createdAs, keys);
  }

  public VBucketOptions withHeaderSearch(HeaderSearch other) {
    return new VBucketOptions(couch, other, compression, createdAs, keys);
  }

  public VBucketOptions withCompression(Compression other) {
    return new VBucketOptions(couch, headerSearch, other, createdAs, keys);
  }

  public VBucketOptions withCreatedAs(Lifecycle other) {
    return new VBucketOptions(couch, headerSearch, compression, other, keys);
  }

  public VBucketOptions withKeys(Keys other) {
    return new VBucketOptions(couch, headerSearch, compression, createdAs, other);
  }
}
