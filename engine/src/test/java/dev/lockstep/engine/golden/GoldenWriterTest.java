package dev.lockstep.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.NodePointer;
import dev.lockstep.engine.platform.StorageFiles;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Given the same commits, our writer cuts the same nodes with the same entries in the same order on
 * disk. Only what depends on the compressor's version may differ: how long a stored node is, and so
 * where the things after it lie.
 */
class GoldenWriterTest {
  /** The files that our writer cannot meet byte for byte, and why. */
  private static final Map<String, String> SAVED_OTHERWISE = Map.of(
      "f_local_docs", "its local documents were saved by one call each within a commit",
      "h_v11_by2020", "its writer took offsets' differences for physical sizes",
      "h_v12_by2020", "its writer took offsets' differences for physical sizes");

  private GoldenFolder golden;

  @BeforeEach
  void find() throws IOException {
    golden = GoldenFolder.orSkip();
  }

  @TestFactory
  Stream<DynamicTest> theSameCommitsMakeTheSameNodesAndHeaders() {
    List<String> names = golden.undamaged().stream()
        .filter(name -> !name.contains("compacted") && !name.endsWith("_upgraded"))
        .toList();
    return GoldenFolder.tests(names, name -> {
      assumeFalse(SAVED_OTHERWISE.containsKey(name), () -> SAVED_OTHERWISE.get(name));
      MemoryFiles files = new MemoryFiles();
      String file = name + ".couch";
      try (CouchFile original = golden.open(name, HeaderSearch.STRICT)) {
        List<CommittedHeader> copied = Replica.write(original, files, file);
        List<CommittedHeader> headers = ReadBack.headers(original);
        assertThat(copied.stream().map(GoldenWriterTest::fields))
            .isEqualTo(headers.stream().map(GoldenWriterTest::fields).toList());
        for (int i = 0; i < headers.size(); i++) {
          assertThat(nodes(files, file, copied.get(i).header()))
              .as("nodes of commit %d", i)
              .isEqualTo(nodes(golden.files(), file, headers.get(i).header()));
        }
      }
    });
  }

  private static List<List<String>> nodes(StorageFiles files, String name, Header header)
      throws IOException, MalformedDataException {
    List<List<String>> nodes = new ArrayList<>();
    for (NodeWalk.Visited visited : NodeWalk.of(files, name, header)) {
      nodes.add(visited.content());
    }
    return nodes;
  }

  /** Every field of a header but those that say where something lies. */
  private static List<Object> fields(CommittedHeader committed) {
    Header header = committed.header();
    return List.of(
        header.version(),
        header.updateSeqno(),
        header.purgeSeqno(),
        header.purgePointer(),
        header.timestampNanos(),
        header.hasMetadata(),
        reduce(header.bySeqno()),
        reduce(header.byId()),
        reduce(header.local()));
  }

  private static Optional<Bytes> reduce(Optional<NodePointer> root) {
    return root.map(NodePointer::reduce);
  }
}
