package dev.lockstep.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.HeaderFormat;
import dev.lockstep.engine.format.MalformedDataException;
import dev.lockstep.engine.format.Node;
import dev.lockstep.engine.format.NodePointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** We decode every header and every node as the real library's own dump of the file does. */
class GoldenStructureTest {
  /** All ones in 47 bits, which is how the file says that there is no previous header. */
  private static final long NO_PREVIOUS_LISTED = (1L << 47) - 1;

  private GoldenFolder golden;

  @BeforeEach
  void find() throws IOException {
    golden = GoldenFolder.orSkip();
  }

  @TestFactory
  Stream<DynamicTest> headersDecodeAndEncodeToTheSameBytes() throws IOException {
    return GoldenFolder.tests(golden.namesWithStructure(), name -> {
      List<String> listed = new ArrayList<>();
      for (JsonNode line : golden.structure(name)) {
        if (line.has("raw_header_hex")) {
          listed.add(describeHeader(line));
        }
      }
      try (CouchFile file = golden.open(name, HeaderSearch.STRICT)) {
        List<CommittedHeader> headers = ReadBack.headers(file);
        Collections.reverse(headers);
        assertThat(headers.stream().map(GoldenStructureTest::describe)).isEqualTo(listed);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> nodesDecodeToTheSameEntries() throws IOException {
    return GoldenFolder.tests(golden.namesWithStructure(), name -> {
      List<String> listed = new ArrayList<>();
      for (JsonNode line : golden.structure(name)) {
        if (line.has("tree")) {
          listed.addAll(describeNode(line));
        }
      }
      try (CouchFile file = golden.open(name, HeaderSearch.STRICT)) {
        List<String> decoded = new ArrayList<>();
        Header header = file.lastHeader().header();
        for (NodeWalk.Visited node : NodeWalk.of(golden.files(), file.name(), header)) {
          decoded.addAll(describe(node));
        }
        assertThat(decoded).isEqualTo(listed);
      }
    });
  }

  private static String describe(CommittedHeader committed) {
    Header header = committed.header();
    long previous = header.previousPosition();
    return String.join(
        " ",
        "at " + committed.position(),
        "version " + header.version().number(),
        "update " + header.updateSeqno(),
        "purge " + header.purgeSeqno(),
        "time " + header.timestampNanos(),
        "previous " + (previous == Header.NO_PREVIOUS ? NO_PREVIOUS_LISTED : previous),
        "metadata " + header.hasMetadata(),
        describe(header.bySeqno()),
        describe(header.byId()),
        describe(header.local()),
        NodeWalk.hex(Bytes.wrap(HeaderFormat.encode(header))));
  }

  private static String describeHeader(JsonNode line) {
    return String.join(
        " ",
        "at " + line.get("position").asLong(),
        "version " + line.get("version").asInt(),
        "update " + line.get("update_seq").asLong(),
        "purge " + line.get("purge_seq").asLong(),
        "time " + line.get("timestamp").asLong(),
        "previous " + line.get("prev_header_pos").asLong(),
        "metadata " + line.get("have_metadata_header").asBoolean(),
        describeRoot(line.get("by_seq_root")),
        describeRoot(line.get("by_id_root")),
        describeRoot(line.get("local_root")),
        line.get("raw_header_hex").asText());
  }

  private static String describe(Optional<NodePointer> root) {
    return root.map(GoldenStructureTest::describe).orElse("none");
  }

  private static String describe(NodePointer to) {
    return to.position() + "+" + to.subtreeSize() + ":" + NodeWalk.hex(to.reduce());
  }

  private static String describeRoot(JsonNode root) {
    return root.isNull()
        ? "none"
        : root.get("pos").asLong() + "+" + root.get("subtree").asLong() + ":"
            + root.get("reduce").asText();
  }

  private static List<String> describe(NodeWalk.Visited visited) throws MalformedDataException {
    Node node = visited.node();
    List<String> lines = new ArrayList<>();
    lines.add(String.join(
        " ",
        visited.tree(),
        "depth " + visited.depth(),
        "at " + visited.position(),
        node.isLeaf() ? "kv" : "kp",
        "stored " + visited.storedLength(),
        "raw " + visited.rawLength()));
    for (int i = 0; i < node.count(); i++) {
      String value = node.isLeaf() ? NodeWalk.hex(node.value(i)) : describe(node.pointer(i));
      lines.add(NodeWalk.hex(node.key(i)) + " " + value);
    }
    return lines;
  }

  private static List<String> describeNode(JsonNode line) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(
        " ",
        line.get("tree").asText(),
        "depth " + line.get("depth").asInt(),
        "at " + line.get("pos").asLong(),
        line.get("type").asText(),
        "stored " + line.get("chunk_len").asInt(),
        "raw " + line.get("raw_len").asInt()));
    for (JsonNode item : line.get("items")) {
      String value = item.has("val")
          ? item.get("val").asText()
          : item.get("ptr").asLong() + "+" + item.get("subtree").asLong() + ":"
              + item.get("reduce").asText();
      lines.add(item.get("key").asText() + " " + value);
    }
    return lines;
  }
}
