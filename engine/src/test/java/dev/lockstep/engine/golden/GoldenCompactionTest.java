package dev.lockstep.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.CheckReport;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchFileCheck;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.tool.CompactFile;
import dev.lockstep.engine.tool.CompactFile.TargetVersion;
import dev.lockstep.engine.tool.CompactFile.Tombstones;
import dev.lockstep.engine.tool.CouchSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real files are sound, and stay what they are when we compact them. */
class GoldenCompactionTest {
  /** A file that had nothing to drop may grow by the header's alignment to a block. */
  private static final long SIZE_SLACK = 4096;

  @TempDir
  Path directory;

  private GoldenFolder golden;

  @BeforeEach
  void find() throws IOException {
    golden = GoldenFolder.orSkip();
  }

  @TestFactory
  Stream<DynamicTest> everyUndamagedFilePassesTheStructuralCheck() {
    return GoldenFolder.tests(golden.readable(), name -> {
      try (CouchFile file = golden.open(name, HeaderSearch.STRICT)) {
        CheckReport report = CouchFileCheck.run(file, file.lastHeader());
        assertThat(report.problems()).isEmpty();
        boolean countsOtherwise = name.contains("by2020") || name.equals("i_decrypted_compacted");
        assertThat(report.remarks().isEmpty()).isEqualTo(!countsOtherwise);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> aCompactedFileHoldsWhatItsSourceHeld() {
    return GoldenFolder.tests(golden.undamaged(), name -> {
      String source = name + ".couch";
      Files.copy(golden.path(source), directory.resolve(source));
      StorageFiles files = LivePlatform.files(directory);
      CompactFile.run(
          CouchSource.of(files, source),
          "compacted-" + source,
          Tombstones.KEEP,
          TargetVersion.COMPATIBLE);
      try (CouchFile before = golden.open(name, HeaderSearch.STRICT);
          CouchFile after = open(files, "compacted-" + source)) {
        Header old = before.lastHeader().header();
        Header header = after.lastHeader().header();
        assertThat(header.version())
            .isEqualTo(old.version() == DiskVersion.V11 ? DiskVersion.V11 : DiskVersion.V14);
        assertThat(header.updateSeqno()).isEqualTo(old.updateSeqno());
        assertThat(header.purgeSeqno()).isEqualTo(old.purgeSeqno());
        assertThat(header.timestampNanos()).isEqualTo(old.timestampNanos());
        assertThat(ReadBack.documents(after, ReadBack.byId(after, header)))
            .isEqualTo(ReadBack.documents(before, ReadBack.byId(before, old)));
        assertThat(ReadBack.documents(after, ReadBack.bySeqno(after, header)))
            .isEqualTo(ReadBack.documents(before, ReadBack.bySeqno(before, old)));
        assertThat(ReadBack.locals(after, header)).isEqualTo(ReadBack.locals(before, old));
        assertThat(CouchFileCheck.run(after, after.lastHeader()).isClean()).isTrue();
        assertThat(after.size()).as("size").isLessThanOrEqualTo(before.size() + SIZE_SLACK);
      }
    });
  }

  private static CouchFile open(StorageFiles files, String name) throws IOException {
    return CouchFile.open(files, name, OpenMode.READ, HeaderSearch.STRICT, CouchOptions.defaults());
  }
}
