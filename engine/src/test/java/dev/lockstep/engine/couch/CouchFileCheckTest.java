package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CouchFileCheckTest {
  private final MemoryFiles files = new MemoryFiles();
  private CouchFile file;
  private CommittedHeader committed;

  @BeforeEach
  void fill() throws IOException {
    file = Samples.create(files, CouchOptions.defaults().withNodeSizeThreshold(150));
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      changes.add(Samples.set("id" + (10 + i), i + 1, "body " + i));
    }
    Header draft = Samples.save(file, changes);
    Bytes value = Bytes.ofUtf8("value");
    committed =
        file.commit(file.saveLocals(draft, List.of(new LocalChange(value, Optional.of(value)))));
  }

  @Test
  void countsWhatIsThere() throws IOException {
    assertThat(CouchFileCheck.run(file, committed))
        .isEqualTo(new CheckReport(List.of(), List.of(), 30, 0, 30 * 14 + 20, 1, 2));
  }

  @Test
  void noticesAFlippedBitInEveryByteOfTheData() throws IOException {
    byte[] good = files.bytes(Samples.NAME);
    long end = committed.header().local().orElseThrow().position();
    for (int position = 48; position < end; position++) {
      if (Blocks.isBoundary(position)) {
        continue;
      }
      byte[] bad = good.clone();
      bad[position] ^= 1;
      files.put(Samples.NAME, bad);
      assertThat(CouchFileCheck.run(file, committed).problems())
          .as("byte %d", position)
          .isNotEmpty();
    }
  }

  @Test
  void noticesASubtreeSizeAndAReduceValueThatAreWrong() throws IOException {
    Header header = committed.header();
    NodePointer root = header.byId().orElseThrow();
    NodePointer wrongSize = new NodePointer(root.position(), root.subtreeSize() - 1, root.reduce());
    assertProblem(header.withIndexes(header.bySeqno(), Optional.of(wrongSize)), "subtree sizes");
    NodePointer wrongReduce =
        new NodePointer(root.position(), root.subtreeSize(), Bytes.ofUtf8("?"));
    assertProblem(header.withIndexes(header.bySeqno(), Optional.of(wrongReduce)), "reduce value");
  }

  @Test
  void remarksUponASizeThatOldWritersCountSo() throws IOException {
    Header header = committed.header();
    NodePointer root = header.byId().orElseThrow();
    NodePointer oneMore = new NodePointer(root.position(), root.subtreeSize() + 1, root.reduce());
    CheckReport report = CouchFileCheck.run(
        file,
        new CommittedHeader(
            committed.position(), header.withIndexes(header.bySeqno(), Optional.of(oneMore))));
    assertThat(report.problems()).isEmpty();
    assertThat(report.remarks()).hasSize(1).allMatch(line -> line.contains("subtree sizes"));
    assertThat(report.isClean()).isFalse();
  }

  @Test
  void noticesASeqnoAboveTheUpdateSeqno() throws IOException {
    assertProblem(committed.header().withUpdateSeqno(29), "has seqno 30, above 29");
  }

  @Test
  void noticesADocumentThatOneIndexAloneHolds() throws IOException {
    CommittedHeader next = Samples.commit(file, Samples.set("new", 31, "body"));
    Header mixed =
        next.header().withIndexes(committed.header().bySeqno(), next.header().byId());
    assertThat(CouchFileCheck.run(file, new CommittedHeader(next.position(), mixed))
            .problems())
        .anyMatch(line -> line.contains("new (seqno 31) is not in by-seqno"));
    Header reverse =
        next.header().withIndexes(next.header().bySeqno(), committed.header().byId());
    assertThat(CouchFileCheck.run(file, new CommittedHeader(next.position(), reverse))
            .problems())
        .anyMatch(line -> line.contains("by-seqno has") && line.contains("by-id null"));
  }

  @Test
  void noticesWhatLiesAfterTheHeader() throws IOException {
    assertThat(
            CouchFileCheck.run(file, new CommittedHeader(0, committed.header())).problems())
        .anyMatch(line -> line.contains("not before itself"));
  }

  @Test
  void noticesAHeaderBeforeThatIsDamaged() throws IOException {
    Samples.commit(file, Samples.set("new", 31, "body"));
    byte[] bad = files.bytes(Samples.NAME);
    bad[(int) committed.position() + 20] ^= 1;
    files.put(Samples.NAME, bad);
    CouchFile reopened = Samples.open(files, OpenMode.READ);
    assertThat(CouchFileCheck.run(reopened, reopened.lastHeader()).problems())
        .hasSize(1)
        .allMatch(line -> line.contains("damaged at " + committed.position()));
  }

  private void assertProblem(Header header, String problem) throws IOException {
    CommittedHeader other = new CommittedHeader(committed.position(), header);
    assertThat(CouchFileCheck.run(file, other).problems()).anyMatch(line -> line.contains(problem));
  }
}
