package dev.lockstep.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.Counts;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.tool.CouchSource;
import dev.lockstep.engine.tool.Info;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What was written into each file is what we read from it. */
class GoldenDocumentsTest {
  private GoldenFolder golden;

  @BeforeEach
  void find() throws IOException {
    golden = GoldenFolder.orSkip();
  }

  @TestFactory
  Stream<DynamicTest> documentsAreThoseWritten() {
    return GoldenFolder.tests(golden.readable(), name -> {
      JsonNode expected = golden.contentOf(name);
      List<KnownDocument> written = new ArrayList<>();
      expected.get("docs_by_id").forEach(document -> written.add(KnownDocument.of(document)));
      written.sort(Comparator.comparing(KnownDocument::id));
      try (CouchFile file = golden.open(name, HeaderSearch.STRICT)) {
        Header header = file.lastHeader().header();
        assertThat(ReadBack.documents(file, ReadBack.byId(file, header))).isEqualTo(written);
        written.sort(Comparator.comparing(KnownDocument::seqno));
        assertThat(ReadBack.documents(file, ReadBack.bySeqno(file, header))).isEqualTo(written);
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> everyDocumentIsFoundByItsId() {
    return GoldenFolder.tests(golden.readable(), name -> {
      try (CouchFile file = golden.open(name, HeaderSearch.STRICT)) {
        Header header = file.lastHeader().header();
        for (DocumentInfo info : ReadBack.byId(file, header)) {
          assertThat(file.get(header, info.id())).contains(ReadBack.document(file, info));
        }
        assertThat(file.get(header, Bytes.ofUtf8("doc-00000x"))).isEmpty();
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> localDocumentsAreThoseWritten() {
    return GoldenFolder.tests(golden.readable(), name -> {
      Map<Bytes, Bytes> written = new LinkedHashMap<>();
      golden
          .contentOf(name)
          .get("local_docs")
          .properties()
          .forEach(local -> written.put(
              Bytes.ofUtf8(local.getKey()), Bytes.ofUtf8(local.getValue().asText())));
      try (CouchFile file = golden.open(name, HeaderSearch.STRICT)) {
        Header header = file.lastHeader().header();
        assertThat(ReadBack.locals(file, header)).isEqualTo(written);
        for (Map.Entry<Bytes, Bytes> local : written.entrySet()) {
          assertThat(file.local(header, local.getKey())).contains(local.getValue());
        }
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> countsAndSizesAreTheRealLibrarys() {
    return GoldenFolder.tests(golden.undamaged(), name -> {
      JsonNode expected = golden.contentOf(name);
      JsonNode stated = expected.get("info");
      Info info = Info.read(CouchSource.of(golden.files(), name + ".couch"));
      Header header = info.last().header();
      assertThat(header.updateSeqno()).isEqualTo(stated.get("last_sequence").asLong());
      assertThat(header.purgeSeqno()).isEqualTo(stated.get("purge_seq").asLong());
      Counts counts = info.counts();
      assertThat(counts.live()).isEqualTo(stated.get("doc_count").asLong());
      assertThat(counts.deleted()).isEqualTo(stated.get("deleted_count").asLong());
      assertThat(info.localCount()).isEqualTo(expected.get("local_docs").size());
      if (golden.hasExpectation(name)) {
        assertThat(header.version().number())
            .isEqualTo(expected.get("disk_version").asInt());
        assertThat(info.liveSize()).isEqualTo(stated.get("space_used").asLong());
        assertThat(info.fileSize()).isEqualTo(stated.get("file_size").asLong());
        assertThat(info.last().position())
            .isEqualTo(stated.get("header_position").asLong());
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> rewindingMeetsEveryCommit() {
    List<String> names =
        golden.readable().stream().filter(golden::hasExpectation).toList();
    return GoldenFolder.tests(names, name -> {
      try (CouchFile file = golden.open(name, HeaderSearch.STRICT)) {
        List<CommittedHeader> headers = new ArrayList<>(ReadBack.headers(file));
        if (!name.endsWith("_nocommit")) {
          boolean encrypted = GoldenFolder.isEncrypted(name);
          Header empty = Header.empty(file.lastHeader().header().version());
          assertThat(headers.remove(0))
              .isEqualTo(new CommittedHeader(encrypted ? 4096 : 0, empty.withMetadata(encrypted)));
        }
        List<String> stated = new ArrayList<>();
        for (JsonNode commit : golden.expected(name).get("commits")) {
          stated.add(commit(
              commit.get("header_position").asLong(),
              commit.get("timestamp").asLong(),
              commit.get("update_seq").asLong(),
              commit.get("purge_seq").asLong()));
        }
        assertThat(headers.stream().map(GoldenDocumentsTest::commit)).isEqualTo(stated);
      }
    });
  }

  private static String commit(CommittedHeader committed) {
    Header header = committed.header();
    return commit(
        committed.position(), header.timestampNanos(), header.updateSeqno(), header.purgeSeqno());
  }

  private static String commit(long position, long timestamp, long updateSeqno, long purgeSeqno) {
    return String.format(
        "at %d, time %d, update %d, purge %d", position, timestamp, updateSeqno, purgeSeqno);
  }
}
