package dev.lockstep.engine.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.engine.couch.CheckReport;
import dev.lockstep.engine.couch.CouchFile;
import dev.lockstep.engine.couch.CouchFileCheck;
import dev.lockstep.engine.couch.DocumentCursor;
import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.file.CorruptFileException;
import dev.lockstep.engine.file.HeaderSearch;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.format.IndexFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Damage is met by an error that names its place, never by a wrong document. The damaged files are
 * copies of {@code j_base} in which something was cut, torn or flipped.
 */
class GoldenDamageTest {
  private static final String BASE = "j_base";

  private GoldenFolder golden;
  private List<String> readable;

  @BeforeEach
  void find() throws IOException {
    golden = GoldenFolder.orSkip();
    readable = golden.names().stream()
        .filter(name -> name.startsWith("j"))
        .filter(this::opens)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> bySeqnoShowsTrueDocumentsUpToTheDamage() {
    return GoldenFolder.tests(readable, name -> {
      try (CouchFile file = golden.open(name, HeaderSearch.RECOVERY)) {
        Header header = file.lastHeader().header();
        walk(name, file, file.bySeqno(header, 0, IndexFormat.SEQNO_MAX), "entries_byseq");
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> byIdShowsTrueDocumentsUpToTheDamage() {
    return GoldenFolder.tests(readable, name -> {
      try (CouchFile file = golden.open(name, HeaderSearch.RECOVERY)) {
        Header header = file.lastHeader().header();
        walk(name, file, file.byId(header, Bytes.EMPTY, Optional.empty()), "entries_byid");
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> theCheckFindsDamageWhereThereIsSome() {
    return GoldenFolder.tests(readable, name -> {
      try (CouchFile file = golden.open(name, HeaderSearch.RECOVERY)) {
        CheckReport report = CouchFileCheck.run(file, file.lastHeader());
        if (isInsideTheTrees(name)) {
          assertThat(report.problems()).isNotEmpty();
        } else {
          assertThat(report.problems()).isEmpty();
        }
      }
    });
  }

  /** Files whose newest header is whole while a node or a body that it needs is not. */
  private static boolean isInsideTheTrees(String name) {
    return name.contains("bitflip") && !name.contains("header");
  }

  private boolean opens(String name) {
    return golden.outcome(name).get("open_recovery").get("errcode").asInt() == 0;
  }

  /** Goes on until the end or the damage; each document read is the undamaged file's. */
  private void walk(String name, CouchFile file, DocumentCursor cursor, String statedCount)
      throws IOException {
    Map<Bytes, KnownDocument> truth = truthAt(file.lastHeader());
    JsonNode outcome = golden.outcome(name);
    boolean strictlyOpen = outcome.get("open_normal").get("errcode").asInt() == 0;
    int stated = strictlyOpen ? outcome.get(statedCount).asInt() : truth.size();
    int entries = 0;
    int damaged = 0;
    try {
      Optional<DocumentInfo> next = cursor.next();
      while (next.isPresent()) {
        entries++;
        damaged += isTrue(name, file, next.get(), truth) ? 0 : 1;
        next = cursor.next();
      }
      assertThat(entries).as("entries of a walk to the end").isEqualTo(stated);
      assertThat(entries).isEqualTo(truth.size());
    } catch (CorruptFileException damage) {
      GoldenOutcomesTest.namesThePlace(damage, name);
      assertThat(entries).as("entries before the damage").isLessThanOrEqualTo(stated);
      assertThat(stated).as("entries of the real library").isLessThan(truth.size());
    }
    assertThat(damaged)
        .as("bodies that cannot be read")
        .isEqualTo(name.contains("doc_body") ? 1 : 0);
  }

  /** Whether the body could be read; if so, or if not, the rest must be what was written. */
  private static boolean isTrue(
      String name, CouchFile file, DocumentInfo info, Map<Bytes, KnownDocument> truth)
      throws IOException {
    try {
      assertThat(KnownDocument.of(ReadBack.document(file, info))).isEqualTo(truth.get(info.id()));
      return true;
    } catch (CorruptFileException damage) {
      GoldenOutcomesTest.namesThePlace(damage, name);
      assertThat(damage.position()).isEqualTo(info.bodyPosition());
      return false;
    }
  }

  /** What the undamaged file holds at the same header. */
  private Map<Bytes, KnownDocument> truthAt(CommittedHeader header) throws IOException {
    Map<Bytes, KnownDocument> truth = new HashMap<>();
    try (CouchFile base = golden.open(BASE, HeaderSearch.STRICT)) {
      assertThat(ReadBack.headers(base)).contains(header);
      for (DocumentInfo info : ReadBack.byId(base, header.header())) {
        truth.put(info.id(), KnownDocument.of(ReadBack.document(base, info)));
      }
    }
    return truth;
  }
}
