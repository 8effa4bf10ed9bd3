package dev.lockstep.engine.couch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentChange;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.LocalChange;
import dev.lockstep.engine.document.LocalDocument;
import dev.lockstep.engine.file.CommittedHeader;
import dev.lockstep.engine.format.DiskVersion;
import dev.lockstep.engine.format.Header;
import dev.lockstep.engine.platform.StorageFiles.OpenMode;
import dev.lockstep.engine.testing.Keys;
import dev.lockstep.engine.testing.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Random batches, commits and reopenings against maps in memory. */
class RandomBatchesTest {
  private static final int BATCHES = 12;
  private static final int BATCH_MAX = 20;
  private static final int IDS = 60;

  private final NavigableMap<Bytes, DocumentChange> documents = new TreeMap<>();
  private final NavigableMap<Bytes, Bytes> locals = new TreeMap<>();
  private long seqno;

  @Property(tries = 60)
  void fileHoldsWhatTheBatchesSay(
      @ForAll long seed,
      @ForAll @IntRange(min = 20, max = 400) int threshold,
      @ForAll DiskVersion version)
      throws IOException {
    runBatches(seed, new CouchOptions(version, threshold));
  }

  @Property(tries = 20)
  void anEncryptedFileHoldsWhatTheBatchesSay(
      @ForAll long seed, @ForAll @IntRange(min = 20, max = 400) int threshold) throws IOException {
    runBatches(seed, new CouchOptions(DiskVersion.V14, threshold, Keys.FIRST));
  }

  private void runBatches(long seed, CouchOptions options) throws IOException {
    Random random = new Random(seed);
    documents.clear();
    locals.clear();
    seqno = 0;
    MemoryFiles files = new MemoryFiles();
    files.setGate((call, name, position, length) ->
        length == 0 || random.nextBoolean() ? length : 1 + random.nextInt(length));
    CouchFile file = Samples.create(files, options);
    Map<CommittedHeader, List<DocumentChange>> states = new LinkedHashMap<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      Header draft = file.lastHeader().header();
      draft = file.saveDocuments(draft, documentBatch(random), this::checkPrevious);
      draft = file.saveLocals(draft, localBatch(random));
      CommittedHeader committed = file.commit(draft);
      states.put(committed, List.copyOf(documents.values()));
      checkState(file, committed);
      if (random.nextInt(4) == 0) {
        file.close();
        file = Samples.open(files, OpenMode.WRITE, options);
        assertThat(file.lastHeader()).isEqualTo(committed);
      }
    }
    for (Map.Entry<CommittedHeader, List<DocumentChange>> state : states.entrySet()) {
      checkDocuments(file, state.getKey().header(), state.getValue());
    }
  }

  private final NavigableMap<Bytes, Long> before = new TreeMap<>();

  private List<DocumentChange> documentBatch(Random random) {
    before.clear();
    documents.forEach((id, change) -> before.put(id, change.seqno()));
    List<DocumentChange> batch = new ArrayList<>();
    for (int i = random.nextInt(BATCH_MAX + 1); i > 0; i--) {
      String id = "doc-" + "x".repeat(random.nextInt(3)) + random.nextInt(IDS);
      seqno += 1 + random.nextInt(3);
      DocumentChange change = random.nextInt(3) == 0
          ? Samples.delete(id, seqno)
          : Samples.set(id, seqno, "b".repeat(random.nextInt(600)));
      batch.add(change);
      documents.put(change.id(), change);
    }
    return batch;
  }

  private void checkPrevious(DocumentInfo stored, @Nullable DocumentInfo previous) {
    assertThat(previous == null ? null : previous.seqno()).isEqualTo(before.get(stored.id()));
  }

  private List<LocalChange> localBatch(Random random) {
    boolean removeAll = random.nextInt(6) == 0;
    List<LocalChange> batch = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      if (!removeAll && random.nextInt(3) > 0) {
        continue;
      }
      Bytes id = Bytes.ofUtf8("_local/" + i);
      if (removeAll || random.nextBoolean()) {
        batch.add(new LocalChange(id, Optional.empty()));
        locals.remove(id);
      } else {
        Bytes value = Bytes.ofUtf8("v".repeat(random.nextInt(50)));
        batch.add(new LocalChange(id, Optional.of(value)));
        locals.put(id, value);
      }
    }
    return batch;
  }

  private void checkState(CouchFile file, CommittedHeader committed) throws IOException {
    Header header = committed.header();
    CheckReport report = CouchFileCheck.run(file, committed);
    assertThat(report).matches(CheckReport::isClean);
    assertThat(file.counts(header))
        .isEqualTo(
            new Counts(report.live(), report.deleted(), report.physicalSize(), documents.size()));
    assertThat(header.updateSeqno()).isEqualTo(seqno);
    checkDocuments(file, header, List.copyOf(documents.values()));
    assertThat(header.local().isEmpty()).isEqualTo(locals.isEmpty());
    List<LocalDocument> found = new ArrayList<>();
    LocalCursor cursor = file.locals(header);
    for (Optional<LocalDocument> local = cursor.next(); local.isPresent(); local = cursor.next()) {
      found.add(local.get());
    }
    assertThat(found)
        .isEqualTo(locals.entrySet().stream()
            .map(local -> new LocalDocument(local.getKey(), local.getValue()))
            .toList());
  }

  private static void checkDocuments(CouchFile file, Header header, List<DocumentChange> expected)
      throws IOException {
    List<DocumentInfo> byId = Samples.byId(file, header);
    assertThat(byId).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      DocumentChange change = expected.get(i);
      DocumentInfo info = byId.get(i);
      assertThat(info)
          .isEqualTo(change.storedAt(info.bodyPosition(), info.physicalSize()))
          .isEqualTo(file.info(header, change.id()).orElseThrow());
      assertThat(info.hasBody()).isEqualTo(change.storedBody().isPresent());
      assertThat(file.body(info)).isEqualTo(change.storedBody().orElse(Bytes.EMPTY));
    }
    assertThat(Samples.bySeqno(file, header))
        .containsExactlyInAnyOrderElementsOf(byId)
        .isSortedAccordingTo((one, other) -> Long.compare(one.seqno(), other.seqno()));
  }
}
