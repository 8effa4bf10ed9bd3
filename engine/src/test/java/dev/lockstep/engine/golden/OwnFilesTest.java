package dev.lockstep.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchFileCheck;
import dev.lockstep.engine.couch.CouchOptions;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.live.LivePlatform;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that an earlier build wrote read as those that this build writes. */
class OwnFilesTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @EnumSource
  void aStoredFileReadsAsOneWrittenToday(DiskVersion version) throws IOException {
    String name = OwnFiles.name(version);
    try (InputStream resource = OwnFiles.class.getResourceAsStream("/couch/" + name)) {
      Files.copy(resource, directory.resolve("stored"));
    }
    StorageFiles files = LivePlatform.files(directory);
    OwnFiles.write(files, "written", version);
    try (CouchFile stored = open(files, "stored");
        CouchFile written = open(files, "written")) {
      List<CommittedHeader> headers = ReadBack.headers(stored);
      List<CommittedHeader> headersToday = ReadBack.headers(written);
      assertThat(headers).hasSameSizeAs(headersToday).hasSize(4);
      for (int i = 0; i < headers.size(); i++) {
        agree(stored, headers.get(i).header(), written, headersToday.get(i).header());
        assertThat(CouchFileCheck.run(stored, headers.get(i)).problems()).isEmpty();
      }
    }
  }

  private static void agree(CouchFile stored, Header header, CouchFile written, Header today)
      throws IOException {
    assertThat(header.version()).isEqualTo(today.version());
    assertThat(header.updateSeqno()).isEqualTo(today.updateSeqno());
    assertThat(header.purgeSeqno()).isEqualTo(today.purgeSeqno());
    assertThat(header.timestampNanos()).isEqualTo(today.timestampNanos());
    assertThat(ReadBack.documents(stored, ReadBack.byId(stored, header)))
        .isEqualTo(ReadBack.documents(written, ReadBack.byId(written, today)));
    assertThat(ReadBack.documents(stored, ReadBack.bySeqno(stored, header)))
        .isEqualTo(ReadBack.documents(written, ReadBack.bySeqno(written, today)));
    assertThat(ReadBack.locals(stored, header)).isEqualTo(ReadBack.locals(written, today));
    assertThat(stored.counts(header)).isEqualTo(written.counts(today));
  }

  private static CouchFile open(StorageFiles files, String name) throws IOException {
    return CouchFile.open(files, name, OpenMode.READ, HeaderSearch.STRICT, CouchOptions.defaults());
  }
}
