package dev.lockstep.engine.vbucket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.DocumentInfo;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.engine.document.RevisionMetadata;
import org.junit.jupiter.api.Test;

class PurgeRuleTest {
  private static final Bytes DOCUMENT = Bytes.ofUtf8("a");
  private static final Bytes PREPARE = Prepares.prepareId(DOCUMENT);

  /** Tombstones up to 5, prepares up to 3, the high seqno is 10. */
  private final PurgeRule rule = new PurgeRule(5, CompactionOptions.ANY_AGE, 3, 10);

  private static DocumentInfo live(Bytes id, long seqno) {
    return new DocumentInfo(id, seqno, 1, false, 0, Bytes.EMPTY, 100, 8);
  }

  private static DocumentInfo deleted(Bytes id, long seqno) {
    return new DocumentInfo(id, seqno, 1, true, 0, Bytes.EMPTY, 0, 0);
  }

  @Test
  void dropsTombstonesUpToTheSeqnoAndNoneAbove() {
    assertThat(rule.drops(deleted(DOCUMENT, 5))).isTrue();
    assertThat(rule.drops(deleted(DOCUMENT, 6))).isFalse();
  }

  @Test
  void neverDropsALiveDocument() {
    assertThat(rule.drops(live(DOCUMENT, 1))).isFalse();
  }

  @Test
  void dropsCompletedPreparesAndKeepsOpenOnes() {
    assertThat(rule.drops(live(PREPARE, 3))).isTrue();
    assertThat(rule.drops(live(PREPARE, 4))).isFalse();
  }

  @Test
  void treatsAnAbortAsTheTombstoneItIs() {
    assertThat(rule.drops(deleted(PREPARE, 4))).isTrue();
    assertThat(new PurgeRule(0, CompactionOptions.ANY_AGE, 9, 10).drops(deleted(PREPARE, 4)))
        .isFalse();
  }

  @Test
  void keepsTombstoneThatIsTheHighSeqno() {
    PurgeRule all = new PurgeRule(Long.MAX_VALUE, CompactionOptions.ANY_AGE, Long.MAX_VALUE, 10);
    assertThat(all.drops(deleted(DOCUMENT, 9))).isTrue();
    assertThat(all.drops(deleted(DOCUMENT, 10))).isFalse();
    assertThat(all.drops(live(PREPARE, 10))).isFalse();
  }

  private static DocumentInfo deletedAt(long epochSeconds, long seqno) {
    RevisionMetadata metadata = new RevisionMetadata(
        RevisionMetadata.Layout.V1,
        0,
        epochSeconds,
        0,
        RevisionMetadata.DeleteSource.EXPLICIT,
        0,
        RevisionMetadata.Operation.NONE,
        Bytes.EMPTY);
    return new DocumentInfo(DOCUMENT, seqno, 1, true, 0, metadata.encode(), 0, 0);
  }

  @Test
  void aTombstoneGoesOnlyIfItIsWithinTheBoundOfSeqnoAndOfTimeBoth() {
    PurgeRule both = new PurgeRule(5, 1_000, 0, 10);
    assertThat(both.drops(deletedAt(999, 5))).isTrue();
    assertThat(both.drops(deletedAt(1_000, 5))).as("too young").isFalse();
    assertThat(both.drops(deletedAt(999, 6))).as("old, but above the seqno").isFalse();
  }

  @Test
  void aTombstoneThatDoesNotSayWhenItWasDeletedStaysUnderABoundOfTime() {
    assertThat(new PurgeRule(5, 1_000, 0, 10).drops(deleted(DOCUMENT, 5))).isFalse();
    assertThat(rule.drops(deleted(DOCUMENT, 5))).isTrue();
  }
}
