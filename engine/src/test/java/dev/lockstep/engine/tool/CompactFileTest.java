package dev.lockstep.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.collection.CollectionKeys;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.golden.OwnFiles;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.state.VBucketState;
import dev.lockstep.engine.testing.Keys;
import dev.lockstep.engine.tool.CompactFile.Result;
import dev.lockstep.engine.tool.CompactFile.TargetVersion;
import dev.lockstep.engine.tool.CompactFile.Tombstones;
import dev.lockstep.engine.tool.Dump.Section;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompactFileTest {
  private static final String TARGET = "target.couch";

  @TempDir
  Path directory;

  private ToolFixture fixture;

  @BeforeEach
  void create() throws IOException {
    fixture = new ToolFixture(directory);
  }

  @ParameterizedTest
  @EnumSource
  void theTargetHoldsWhatTheSourceHolds(DiskVersion version) throws IOException {
    OwnFiles.write(fixture.files, "source.couch", version);
    Result result =
        compact(fixture.source("source.couch"), Tombstones.KEEP, TargetVersion.COMPATIBLE);
    assertThat(result.kept()).isEqualTo(41);
    assertThat(result.dropped()).isZero();
    Info source = Info.read(fixture.source("source.couch"));
    Info target = Info.read(fixture.source(TARGET));
    assertThat(result.sourceSize()).isEqualTo(source.fileSize());
    assertThat(result.targetSize()).isEqualTo(target.fileSize()).isLessThan(source.fileSize());
    assertThat(target.counts()).isEqualTo(source.counts());
    assertThat(target.last().header().purgeSeqno()).isEqualTo(3);
    assertThat(target.last().header().timestampNanos())
        .isEqualTo(source.last().header().timestampNanos());
    assertThat(target.headers().count()).isEqualTo(1);
    for (Section section : Section.values()) {
      assertThat(text(TARGET, section)).isEqualTo(text("source.couch", section));
    }
    assertThat(Verify.write(fixture.source(TARGET), new StringWriter())).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void versionElevenStaysUntilAskedToUpgrade(DiskVersion version) throws IOException {
    OwnFiles.write(fixture.files, "source.couch", version);
    CouchSource source = fixture.source("source.couch");
    compact(source, Tombstones.KEEP, TargetVersion.COMPATIBLE);
    assertThat(versionOf(TARGET))
        .isEqualTo(version == DiskVersion.V11 ? DiskVersion.V11 : DiskVersion.V14);
    fixture.files.remove(TARGET);
    compact(source, Tombstones.KEEP, TargetVersion.NEWEST);
    assertThat(versionOf(TARGET)).isEqualTo(DiskVersion.V14);
    assertThat(text(TARGET, Section.BY_ID)).isEqualTo(text("source.couch", Section.BY_ID));
  }

  @Test
  void droppedTombstonesRaiseThePurgeSeqno() throws IOException {
    Result result =
        compact(fixture.source(ToolFixture.GOOD), Tombstones.DROP, TargetVersion.COMPATIBLE);
    assertThat(result.kept()).isEqualTo(37);
    assertThat(result.dropped()).isEqualTo(4);
    Info target = Info.read(fixture.source(TARGET));
    assertThat(target.counts().deleted()).isZero();
    assertThat(target.last().header().purgeSeqno()).isEqualTo(50);
    assertThat(target.last().header().updateSeqno()).isEqualTo(52);
  }

  @Test
  void keepsTheTombstoneThatIsTheHighSeqno() throws IOException {
    OwnFiles.writeEndingInTombstones(fixture.files, "source.couch");
    Result result =
        compact(fixture.source("source.couch"), Tombstones.DROP, TargetVersion.COMPATIBLE);
    assertThat(result).extracting(Result::kept, Result::dropped).containsExactly(2L, 1L);
    assertThat(text(TARGET, Section.BY_SEQNO))
        .contains("\"seqno\":4")
        .doesNotContain("\"seqno\":3");
    assertThat(Info.read(fixture.source(TARGET)).last().header().purgeSeqno()).isEqualTo(3);
  }

  /** So the copy can take the file's place in a store. */
  @Test
  void theCopyOfAVBucketCountsWhatItHolds() throws IOException {
    VBucketOptions collections =
        VBucketOptions.defaults().withKeys(VBucketOptions.Keys.COLLECTIONS);
    try (VBucket vbucket = VBucket.open(LivePlatform.open(directory), 0, collections)) {
      vbucket.flush(new WriteBatch()
          .set(document("a"), Bytes.ofUtf8("one"))
          .delete(document("b"))
          .delete(document("c"))
          .prepare(document("d"), Bytes.ofUtf8("two"))
          .delete(document("e"))
          .createCollection(9));
    }
    CouchSource source = fixture.source("0.couch.1");
    CouchSource encrypted = source.withKeys(ToolKeys.changingTo(Optional.of("one"), Keys.PLAIN));
    for (CouchSource each : List.of(source, encrypted)) {
      Result result = compact(each, Tombstones.DROP, TargetVersion.COMPATIBLE);
      assertThat(result.dropped()).as("all but the highest of the collection").isEqualTo(2);
      CouchSource target = fixture.source(TARGET).withKeys(each.keys());
      assertThat(target.read(VBucketCheck::newestCommit)).isEmpty();
      fixture.files.remove(TARGET);
    }
  }

  @Test
  void theStateOfAVBucketSaysUpToWhereTombstonesWereDropped() throws IOException {
    try (VBucket vbucket =
        VBucket.open(LivePlatform.open(directory), 0, VBucketOptions.defaults())) {
      vbucket.flush(
          new WriteBatch().delete(Bytes.ofUtf8("a")).set(Bytes.ofUtf8("b"), Bytes.ofUtf8("one")));
    }
    CouchSource source = fixture.source("0.couch.1");
    compact(source, Tombstones.DROP, TargetVersion.COMPATIBLE);
    assertThat(state("0.couch.1")).contains("\"purge_seqno\":\"0\"");
    assertThat(state(TARGET)).contains("\"purge_seqno\":\"1\"");
  }

  private String state(String name) throws IOException {
    return fixture
        .source(name)
        .read(file -> file.local(file.lastHeader().header(), VBucketState.LOCAL_ID)
            .orElseThrow()
            .toString());
  }

  private static Bytes document(String key) {
    return CollectionKeys.documentId(CollectionKeys.DEFAULT, Bytes.ofUtf8(key));
  }

  @Test
  void refusesATargetThatExists() throws IOException {
    fixture.put(TARGET, new byte[] {1, 2, 3});
    refuses(TARGET + ": the file exists already");
  }

  @Test
  void refusesToOverwriteWhatAnInterruptedCompactionLeft() throws IOException {
    fixture.put(TARGET + CompactFile.UNFINISHED_SUFFIX, new byte[] {1, 2, 3});
    refuses(TARGET + ".compact: the file exists already");
  }

  @Test
  void refusesToCompactAFileOntoItself() throws IOException {
    Map<String, String> before = fixture.snapshot();
    assertThatThrownBy(() -> CompactFile.run(
            fixture.source(ToolFixture.GOOD),
            ToolFixture.GOOD,
            Tombstones.KEEP,
            TargetVersion.COMPATIBLE))
        .isInstanceOf(UnusableFileException.class);
    assertThat(fixture.snapshot()).isEqualTo(before);
  }

  @Test
  void damageInTheSourceLeavesNothingBehind() throws IOException {
    byte[] damaged = fixture.good();
    String text = new String(damaged, java.nio.charset.StandardCharsets.ISO_8859_1);
    damaged[text.indexOf("{\"number\":19,")] ^= 1;
    CouchSource source = fixture.put("damaged.couch", damaged);
    Map<String, String> before = fixture.snapshot();
    assertThatThrownBy(() -> compact(source, Tombstones.KEEP, TargetVersion.COMPATIBLE))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith("damaged.couch: damaged at ");
    assertThat(fixture.snapshot()).isEqualTo(before);
  }

  @Test
  void aFailureOfAnyCallLeavesNothingBehind() throws IOException {
    Map<String, String> before = fixture.snapshot();
    int calls = 0;
    for (; ; calls++) {
      StorageFiles failing = new FailingFiles(fixture.files, calls);
      try {
        CompactFile.run(
            CouchSource.of(failing, ToolFixture.GOOD),
            TARGET,
            Tombstones.KEEP,
            TargetVersion.COMPATIBLE);
        break;
      } catch (IOException failure) {
        assertThat(fixture.snapshot()).as("after call %d failed", calls).isEqualTo(before);
      }
    }
    assertThat(calls).as("calls that can fail").isGreaterThan(20);
    assertThat(Verify.write(fixture.source(TARGET), new StringWriter())).isTrue();
  }

  private void refuses(String message) throws IOException {
    Map<String, String> before = fixture.snapshot();
    assertThatThrownBy(() ->
            compact(fixture.source(ToolFixture.GOOD), Tombstones.KEEP, TargetVersion.COMPATIBLE))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageStartingWith(message);
    assertThat(fixture.snapshot()).isEqualTo(before);
  }

  private static Result compact(CouchSource source, Tombstones tombstones, TargetVersion version)
      throws IOException {
    return CompactFile.run(source, TARGET, tombstones, version);
  }

  private DiskVersion versionOf(String name) throws IOException {
    return Info.read(fixture.source(name)).last().header().version();
  }

  /** The section as JSON without the body positions, which a compaction changes. */
  private String text(String name, Section section) throws IOException {
    StringWriter out = new StringWriter();
    Dump.write(fixture.source(name), section, Format.JSON, out);
    return out.toString().replaceAll("\"body_position\":\\d+,", "");
  }
}
