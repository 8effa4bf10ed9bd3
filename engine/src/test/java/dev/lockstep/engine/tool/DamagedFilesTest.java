package dev.lockstep.engine.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.golden.OwnFiles;
import dev.lockstep.engine.testing.MemoryFiles;
import dev.lockstep.engine.tool.CompactFile.TargetVersion;
import dev.lockstep.engine.tool.CompactFile.Tombstones;
import dev.lockstep.engine.tool.Dump.Section;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A file with any one byte changed, or cut at any place: a tool tells the truth or refuses, and
 * never ends in any other way.
 */
class DamagedFilesTest {
  private static final String DAMAGED = "damaged.couch";

  /** A prime, so that the places lie at all offsets of entries, chunks and blocks. */
  private static final int STRIDE = 61;

  private byte[] good;
  private Set<String> everWritten;

  @BeforeEach
  void create() throws IOException {
    MemoryFiles files = new MemoryFiles();
    OwnFiles.write(files, "good.couch", DiskVersion.V14);
    good = files.bytes("good.couch");
    everWritten = new HashSet<>(linesAtEveryHeader());
  }

  @Test
  void oneChangedByteNeverMakesAWrongDocument() throws IOException {
    for (int place = 0; place < good.length; place += STRIDE) {
      changeOneByte(place);
    }
  }

  @Test
  void aChangedBlockTypeNeverMakesAWrongDocument() throws IOException {
    for (int block = 0; block < good.length; block += Blocks.SIZE) {
      changeOneByte(block);
    }
  }

  @Test
  void aCutFileNeverMakesAWrongDocument() throws IOException {
    for (int length = 0; length < good.length; length += STRIDE) {
      tellsTheTruthOrRefuses(Arrays.copyOf(good, length), "length " + length);
    }
  }

  private void changeOneByte(int place) throws IOException {
    byte[] damaged = good.clone();
    damaged[place] ^= 0x01;
    tellsTheTruthOrRefuses(damaged, "byte " + place);
  }

  private void tellsTheTruthOrRefuses(byte[] damaged, String where) throws IOException {
    MemoryFiles files = new MemoryFiles();
    files.put(DAMAGED, damaged);
    for (HeaderSearch search : HeaderSearch.values()) {
      CouchSource source = CouchSource.of(files, DAMAGED).withSearch(search);
      boolean sound = verifies(source);
      for (Section section : Section.values()) {
        StringWriter out = new StringWriter();
        boolean whole = ends(() -> Dump.write(source, section, Format.JSON, out));
        assertThat(out.toString().lines()).as(where).allMatch(everWritten::contains);
        assertThat(whole || !sound)
            .as("a sound file is dumped to its end: %s", where)
            .isTrue();
      }
      boolean compacted = ends(
          () -> CompactFile.run(source, "target.couch", Tombstones.KEEP, TargetVersion.NEWEST));
      assertThat(compacted || !sound).as("a sound file is compacted: %s", where).isTrue();
      assertThat(files.list().contains("target.couch")).isEqualTo(compacted);
      if (compacted) {
        files.remove("target.couch");
      }
      assertThat(files.list()).as(where).containsExactly(DAMAGED);
      assertThat(files.openHandles()).as(where).isEmpty();
      assertThat(files.bytes(DAMAGED)).as(where).isEqualTo(damaged);
    }
  }

  private static boolean verifies(CouchSource source) throws IOException {
    try {
      Info.read(source).write(Format.TEXT, new StringWriter());
      return Verify.write(source, new StringWriter());
    } catch (UnusableFileException refusal) {
      return false;
    }
  }

  private static boolean ends(Tool tool) throws IOException {
    try {
      tool.run();
      return true;
    } catch (UnusableFileException refusal) {
      return false;
    }
  }

  private interface Tool {
    void run() throws IOException;
  }

  /** The dump of each header, the later ones cut off one after the other. */
  private List<String> linesAtEveryHeader() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int length = good.length; length > 0; length -= Blocks.SIZE) {
      MemoryFiles files = new MemoryFiles();
      files.put(DAMAGED, Arrays.copyOf(good, length));
      CouchSource source = CouchSource.of(files, DAMAGED).withSearch(HeaderSearch.RECOVERY);
      for (Section section : Section.values()) {
        StringWriter out = new StringWriter();
        Dump.write(source, section, Format.JSON, out);
        out.toString().lines().forEach(lines::add);
      }
    }
    return lines;
  }
}
