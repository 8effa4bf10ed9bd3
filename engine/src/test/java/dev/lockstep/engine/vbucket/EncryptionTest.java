package dev.lockstep.engine.vbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.EncryptedFileException;
import dev.lockstep.engine.file.Encryption;
import dev.lockstep.engine.file.EncryptionKey;
import dev.lockstep.engine.file.EncryptionKeys;
import dev.lockstep.engine.file.WrongKeyException;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.Milestones;
import dev.lockstep.engine.testing.Keys;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A vbucket's files have the key that is current when they are made; compaction makes a new one. */
class EncryptionTest {
  private final Store store = new Store();

  @Test
  void everyCompactionMovesTheVBucketToTheCurrentKey() throws IOException {
    RotatingKeys keys = new RotatingKeys();
    try (VBucket vbucket = open(keys)) {
      write(vbucket);
      String before = Store.show(vbucket);
      for (EncryptionKey next : new EncryptionKey[] {Keys.ONE, Keys.TWO, null, null, Keys.ONE}) {
        keys.current = Optional.ofNullable(next);
        vbucket.compact(Store.compaction());
        assertThat(keyId(vbucket)).isEqualTo(keys.current.map(EncryptionKey::id));
        assertThat(Store.show(vbucket)).isEqualTo(before);
        Store.check(vbucket);
      }
      store.closeClean(vbucket);
    }
    try (VBucket reopened = open(keys)) {
      assertThat(keyId(reopened)).contains("one");
      Store.check(reopened);
    }
  }

  @Test
  void whatIsFlushedWhileTheKeyChangesIsThereAndCounted() throws IOException {
    RotatingKeys keys = new RotatingKeys();
    try (VBucket vbucket = open(keys)) {
      write(vbucket);
      keys.current = Optional.of(Keys.ONE);
      store.platform.at(Milestones.COMPACTION_COPIED, () -> {
        vbucket.flush(Store.prepare("p", "a longer body than before"));
        vbucket.flush(Store.set("a", "flushed meanwhile"));
      });
      vbucket.compact(Store.compaction());
      assertThat(keyId(vbucket)).contains("one");
      assertThat(Store.show(vbucket)).contains("a=flushed meanwhile").contains("?p=a longer body");
      Store.check(vbucket);
      FlushResult last = vbucket.flush(Store.set("b", "two"));
      vbucket.rollback(last.firstSeqno() - 1);
      Store.check(vbucket);
    }
  }

  @Test
  void withoutItsKeyAVBucketIsRefusedAndLeftAsItIs() throws IOException {
    RotatingKeys keys = new RotatingKeys();
    keys.current = Optional.of(Keys.ONE);
    try (VBucket vbucket = open(keys)) {
      write(vbucket);
    }
    byte[] before = store.files.bytes("0.couch.1");
    assertThatThrownBy(() -> open(EncryptionKeys.writingWith(Keys.TWO)))
        .isInstanceOf(EncryptedFileException.class)
        .hasMessageContaining("0.couch.1")
        .hasMessageContaining("\"one\"");
    assertThatThrownBy(() -> open(EncryptionKeys.writingWith(Keys.FALSE_ONE)))
        .isInstanceOf(WrongKeyException.class)
        .hasMessageContaining("0.couch.1")
        .hasMessageContaining("\"one\"");
    assertThat(store.files.list()).containsExactly("0.couch.1");
    assertThat(store.files.bytes("0.couch.1")).isEqualTo(before);
    assertThat(store.files.openHandles()).isEmpty();
  }

  private static void write(VBucket vbucket) throws IOException {
    vbucket.flush(Store.set("a", "one"));
    vbucket.flush(Store.prepare("p", "prepared"));
    vbucket.flush(Store.prepare("q", "also prepared"));
    vbucket.flush(Store.set("gone", "soon"));
    vbucket.flush(Store.delete("gone"));
    vbucket.flush(Store.local("x", "y"));
  }

  private VBucket open(EncryptionKeys keys) throws IOException {
    Encryption encryption = new Encryption(keys, store.platform.random());
    VBucketOptions options =
        VBucketOptions.defaults().withCouch(CouchOptions.defaults().withEncryption(encryption));
    return VBucket.open(store.platform, 0, options);
  }

  private static Optional<String> keyId(VBucket vbucket) throws IOException {
    return vbucket.current().file().couch().keyId();
  }

  private static final class RotatingKeys implements EncryptionKeys {
    private Optional<EncryptionKey> current = Optional.empty();

    @Override
    public Optional<EncryptionKey> find(String id) {
      return EncryptionKeys.readingWith(Keys.ONE, Keys.TWO).find(id);
    }

    @Override
    public Optional<EncryptionKey> current() {
      return current;
    }
  }
}
