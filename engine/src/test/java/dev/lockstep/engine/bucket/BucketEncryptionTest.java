package dev.lockstep.engine.bucket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.live.LiveBucket;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketDamagedException;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.vbucket.CompactionOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket whose files are encrypted, as docs/bucket.md shows it. */
class BucketEncryptionTest {
  private static final EncryptionKey OLD = key("old", "0123456789abcdef0123456789abcdef");
  private static final EncryptionKey NEW = key("new", "fedcba9876543210fedcba9876543210");
  private static final Bytes ID = Bytes.ofUtf8("id");

  @TempDir
  Path directory;

  private static EncryptionKey key(String id, String secret) {
    return new EncryptionKey(id, secret.getBytes(US_ASCII));
  }

  private Bucket open(EncryptionKeys keys) throws IOException {
    CouchOptions encrypted = CouchOptions.defaults().withEncryption(LivePlatform.encryption(keys));
    return LiveBucket.open(
        directory,
        BucketOptions.defaults()
            .withVBuckets(2)
            .withVBucket(VBucketOptions.defaults().withCouch(encrypted)));
  }

  private static void write(Bucket bucket, int vbucket, String body) throws IOException {
    bucket.awaitPersisted(vbucket, bucket.set(vbucket, ID, Bytes.ofUtf8(body)).seqno());
  }

  @Test
  void aCompactionOfEachVBucketPutsTheNewKeyInThePlaceOfTheOldOne() throws IOException {
    try (Bucket bucket = open(EncryptionKeys.writingWith(OLD))) {
      write(bucket, 0, "zero");
      write(bucket, 1, "one");
    }
    try (Bucket bucket = open(EncryptionKeys.writingWith(NEW, OLD))) {
      bucket.compact(0, CompactionOptions.defaults()).await();
      assertThat(bucket.statistics().vbuckets())
          .extracting(vbucket -> vbucket.disk().keyId().orElseThrow())
          .containsExactly("new", "old");
      bucket.compact(1, CompactionOptions.defaults()).await();
    }
    try (Bucket bucket = open(EncryptionKeys.writingWith(NEW))) {
      assertThat(bucket.get(0, ID)).map(StoredDocument::body).contains(Bytes.ofUtf8("zero"));
      assertThat(bucket.get(1, ID)).map(StoredDocument::body).contains(Bytes.ofUtf8("one"));
    }
  }

  @Test
  void aMissingKeyAndAWrongOneAreErrorsThatNameItAndNothingIsChanged() throws IOException {
    try (Bucket bucket = open(EncryptionKeys.writingWith(OLD))) {
      write(bucket, 0, "zero");
    }
    EncryptionKey wrong = key("old", "another secret, of same length..");
    for (EncryptionKeys keys :
        new EncryptionKeys[] {EncryptionKeys.none(), EncryptionKeys.writingWith(wrong)}) {
      try (Bucket bucket = open(keys)) {
        assertThatThrownBy(() -> bucket.get(0, ID))
            .isInstanceOf(VBucketDamagedException.class)
            .hasMessageContaining("\"old\"")
            .hasMessageContaining("the file itself may be whole");
      }
    }
    try (Bucket bucket = open(EncryptionKeys.writingWith(OLD))) {
      assertThat(bucket.get(0, ID)).isPresent();
    }
  }
}
