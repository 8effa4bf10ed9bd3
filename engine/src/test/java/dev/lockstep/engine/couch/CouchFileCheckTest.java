package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.Blocks;
import dev.lockstep.engine.format.Chunks;
import dev.lockstep.engine.format.Compression;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.MemoryFiles;
import dev.lockstep.engine.tree.NodeWriter;
import dev.lockstep.engine.tree.PreviousValues;
import dev.lockstep.engine.tree.Reducer;
import dev.lockstep.engine.tree.TreeAction;
import dev.lockstep.engine.tree.TreeModify;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
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
    long bodies = 30 * 14 + 20;
    long nodes = file.counts(committed.header()).liveSize(committed.header()) - bodies;
    assertThat(CouchFileCheck.run(file, committed))
        .isEqualTo(new CheckReport(List.of(), List.of(), 30, 0, bodies, nodes, 1, 2));
  }

  @Test
  void noticesNodesThatShouldHaveBeenSplit() throws IOException {
    CouchFile wide = Samples.create(new MemoryFiles(), CouchOptions.defaults());
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      changes.add(Samples.set("id" + (10 + i), i + 1, "body " + i));
    }
    CommittedHeader written = wide.commit(Samples.save(wide, changes));

    int threshold = CouchOptions.defaults().nodeSizeThreshold();
    assertThat(CouchFileCheck.run(wide, written, threshold).problems()).isEmpty();
    assertThat(CouchFileCheck.run(wide, written, 150).problems())
        .anyMatch(line -> line.contains("should have been split at 150"));
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
  void noticesKeysOutOfOrder() throws IOException {
    assertThat(problems(withLocal(node(true, "b", Bytes.EMPTY, "a", Bytes.EMPTY))))
        .hasSize(1)
        .allMatch(line -> line.endsWith("key a after key b"));
    assertThat(problems(withLocal(node(true, "a", Bytes.EMPTY, "a", Bytes.EMPTY))))
        .hasSize(1)
        .allMatch(line -> line.endsWith("key a after key a"));
  }

  @Test
  void noticesAnInteriorKeyThatIsNotTheLargestBeneath() throws IOException {
    NodePointer leaf = append(node(true, "a", Bytes.EMPTY, "b", Bytes.EMPTY));
    assertThat(problems(withLocal(node(false, "b", leaf.encode()), leaf))).isEmpty();
    assertThat(problems(withLocal(node(false, "c", leaf.encode()), leaf)))
        .hasSize(1)
        .allMatch(line -> line.contains("key c over a subtree whose largest key"));
  }

  @Test
  void noticesLeavesOfDifferentDepths() throws IOException {
    NodePointer a = append(node(true, "a", Bytes.EMPTY));
    NodePointer b = append(node(true, "b", Bytes.EMPTY));
    NodePointer overB = append(node(false, "b", b.encode()), b);
    Header header = withLocal(node(false, "a", a.encode(), "b", overB.encode()), a, overB);
    assertThat(problems(header))
        .hasSize(1)
        .allMatch(line -> line.contains("leaf at depth 3, others at 2"));
  }

  @Test
  void noticesIndexesThatDescribeADocumentDifferently() throws IOException {
    DocumentInfo info = file.info(committed.header(), Bytes.ofUtf8("id20")).orElseThrow();
    DocumentInfo other = new DocumentInfo(
        info.id(), info.seqno(), 9, false, 0, Bytes.EMPTY, info.bodyPosition(), 15);
    Bytes key = IndexFormat.seqnoKey(other.seqno());
    NodeWriter writer = new NodeWriter(file.file(), Reducer.BY_SEQNO, 150);
    Optional<NodePointer> bySeqno = TreeModify.apply(
        file.file(),
        writer,
        committed.header().bySeqno(),
        List.of(new TreeAction(key, Optional.of(IndexFormat.bySeqnoValue(other)))),
        PreviousValues.IGNORED);
    Header header = committed.header().withIndexes(bySeqno, committed.header().byId());
    assertThat(problems(file.drafted(header)))
        .hasSize(1)
        .allMatch(line -> line.contains("by-seqno has DocumentInfo[id=id20"));
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

  private List<String> problems(Header draft) throws IOException {
    return CouchFileCheck.run(file, file.commit(draft)).problems();
  }

  private Header withLocal(byte[] rawRoot, NodePointer... children) throws IOException {
    NodePointer root = append(rawRoot, children);
    return file.drafted(committed.header().withLocal(Optional.of(root)));
  }

  private NodePointer append(byte[] rawNode, NodePointer... children) throws IOException {
    byte[] chunk = Compression.compress(rawNode);
    long subtreeSize = Chunks.PREFIX_LENGTH + (long) chunk.length;
    for (NodePointer child : children) {
      subtreeSize += child.subtreeSize();
    }
    return new NodePointer(file.file().appendChunk(chunk), subtreeSize, Bytes.EMPTY);
  }

  private static byte[] node(boolean leaf, Object... keysAndValues) {
    byte[] raw = {Node.type(leaf)};
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Bytes key = Bytes.ofUtf8((String) keysAndValues[i]);
      Bytes value = (Bytes) keysAndValues[i + 1];
      int start = raw.length;
      raw = Arrays.copyOf(raw, start + Node.ENTRY_PREFIX_LENGTH + key.length() + value.length());
      int at = Node.putEntryPrefix(raw, start, key.length(), value.length());
      key.copyTo(raw, at);
      value.copyTo(raw, at + key.length());
    }
    return raw;
  }
}
