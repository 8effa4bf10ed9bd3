package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RangesTest {
  private static final int DOCUMENTS = 40;

  private final MemoryFiles files = new MemoryFiles();
  private CouchFile file;
  private Header header;

  /** Documents id10 to id49 with seqnos 20, 22, ... 98, in deep trees. */
  @BeforeEach
  void fill() throws IOException {
    file = Samples.create(files, CouchOptions.defaults().withNodeSizeThreshold(60));
    List<DocumentChange> changes = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      changes.add(Samples.set("id" + (10 + i), 20 + 2L * i, "body"));
    }
    header = file.commit(Samples.save(file, changes)).header();
  }

  @Test
  void seqnoRangeHoldsBothEnds() throws IOException {
    assertThat(seqnos(22, 26)).containsExactly(22L, 24L, 26L);
    assertThat(seqnos(21, 27)).containsExactly(22L, 24L, 26L);
    assertThat(seqnos(0, 19)).isEmpty();
    assertThat(seqnos(99, Long.MAX_VALUE)).isEmpty();
    assertThat(seqnos(98, (1L << 48) - 1)).containsExactly(98L);
  }

  @Test
  void everySeqnoRangeIsACutOfTheWhole() throws IOException {
    for (long from = 18; from < 102; from++) {
      for (long to = from; to < 102; to += 5) {
        long first = from;
        long last = to;
        List<Long> expected = IntStream.range(0, DOCUMENTS)
            .mapToObj(i -> 20 + 2L * i)
            .filter(seqno -> seqno >= first && seqno <= last)
            .toList();
        assertThat(seqnos(from, to)).isEqualTo(expected);
      }
    }
  }

  @Test
  void idRangeHoldsItsStartAndNotItsEnd() throws IOException {
    assertThat(ids("id12", Optional.of("id15"))).containsExactly("id12", "id13", "id14");
    assertThat(ids("id48", Optional.empty())).containsExactly("id48", "id49");
    assertThat(ids("id", Optional.of("id11"))).containsExactly("id10");
    assertThat(ids("id15", Optional.of("id15"))).isEmpty();
    assertThat(ids("je", Optional.empty())).isEmpty();
  }

  @Test
  void findsNoDocumentBeforeBetweenOrBehindAll() throws IOException {
    for (String absent : List.of("", "id", "id1", "id10 ", "id305", "id5", "zz")) {
      assertThat(file.info(header, Bytes.ofUtf8(absent))).isEmpty();
    }
  }

  private List<Long> seqnos(long from, long to) throws IOException {
    return Samples.all(file.bySeqno(header, from, to)).stream()
        .map(DocumentInfo::seqno)
        .toList();
  }

  private List<String> ids(String from, Optional<String> to) throws IOException {
    return Samples.all(file.byId(header, Bytes.ofUtf8(from), to.map(Bytes::ofUtf8))).stream()
        .map(info -> info.id().toString())
        .toList();
  }
}
