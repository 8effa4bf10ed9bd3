package dev.lockstep.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.opening.VBucketOptions;
import dev.lockstep.engine.revision.VBucketStatistics;
import dev.lockstep.engine.vbucket.CompactionOptions;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.engine.vbucket.WriteBatch;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store's folder that a program changes while a tool looks at it. */
class StoreFolderTest {
  @TempDir
  Path directory;

  private VBucket open() throws IOException {
    VBucket vbucket = VBucket.open(LivePlatform.open(directory), 0, VBucketOptions.defaults());
    vbucket.flush(new WriteBatch().set(Bytes.ofUtf8("a"), Bytes.ofUtf8("1")));
    return vbucket;
  }

  private StoreFolder listed() throws IOException {
    return StoreFolder.of(LivePlatform.files(directory), "store");
  }

  @Test
  void aVBucketThatIsCompactedMeanwhileIsReadFromItsNewFile() throws IOException {
    try (VBucket vbucket = open()) {
      StoreFolder folder = listed();
      vbucket.compact(CompactionOptions.defaults());
      StoreStatistics statistics = StoreStatistics.read(folder);
      assertThat(statistics.damaged()).isEmpty();
      assertThat(statistics.vbuckets())
          .singleElement()
          .extracting(VBucketStatistics::revision, VBucketStatistics::items)
          .containsExactly(2L, 1L);
      assertThat(VerifyStore.write(folder, new StringWriter())).isTrue();
    }
  }

  @Test
  void aVBucketThatIsGoneMeanwhileIsSaidToBeMissing() throws IOException {
    open().close();
    StoreFolder folder = listed();
    Files.delete(directory.resolve("0.couch.1"));
    assertThat(StoreStatistics.read(folder).damaged())
        .singleElement()
        .satisfies(damaged -> assertThat(damaged.problem())
            .hasMessage("0.couch.1: there is no such file; check the path"));
    assertThatThrownBy(() -> StoreStatistics.readWhole(folder))
        .isInstanceOf(UnusableFileException.class);
  }
}
