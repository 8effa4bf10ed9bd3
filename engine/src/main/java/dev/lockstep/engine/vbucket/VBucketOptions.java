package dev.lockstep.engine.vbucket;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.vbucket.VBucketState.Lifecycle;

/**
 * How a vbucket is opened and kept.
 *
 * @param couch how its files are written
 * @param headerSearch {@link HeaderSearch#STRICT} refuses a file whose newest header is damaged;
 *     {@link HeaderSearch#RECOVERY} falls back to an older header, which loses commits
 * @param compression whether bodies are stored compressed
 * @param createdAs the state of a vbucket that has no file yet
 */
public record VBucketOptions(
    CouchOptions couch, HeaderSearch headerSearch, Compression compression, Lifecycle createdAs) {

  /** Whether document bodies are compressed. */
  public enum Compression {
    NONE,
    SNAPPY
  }

  public static VBucketOptions defaults() {
    return new VBucketOptions(
        CouchOptions.defaults(), HeaderSearch.STRICT, Compression.NONE, Lifecycle.ACTIVE);
  }

  public VBucketOptions withCouch(CouchOptions other) {
    return new VBucketOptions(other, headerSearch, compression, createdAs);
  }

  public VBucketOptions withHeaderSearch(HeaderSearch other) {
    return new VBucketOptions(couch, other, compression, createdAs);
  }

  public VBucketOptions withCompression(Compression other) {
    return new VBucketOptions(couch, headerSearch, other, createdAs);
  }

  public VBucketOptions withCreatedAs(Lifecycle other) {
    return new VBucketOptions(couch, headerSearch, compression, other);
  }
}
