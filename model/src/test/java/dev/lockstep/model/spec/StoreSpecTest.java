package dev.lockstep.model.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.engine.document.Prepares;
import dev.lockstep.model.spec.Answer.Compacted;
import dev.lockstep.model.spec.Mutation.Abort;
import dev.lockstep.model.spec.Mutation.Commit;
import dev.lockstep.model.spec.Mutation.Delete;
import dev.lockstep.model.spec.Mutation.Prepare;
import dev.lockstep.model.spec.Mutation.RemoveLocal;
import dev.lockstep.model.spec.Mutation.Set;
import dev.lockstep.model.spec.Mutation.SetLocal;
import dev.lockstep.model.spec.Mutation.SetState;
import dev.lockstep.model.spec.StoreView.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreSpecTest {
  private static final Bytes ONE = Bytes.ofUtf8("one");
  private static final Bytes TWO = Bytes.ofUtf8("two");
  private static final StoreSpec CREATED = StoreSpec.created("active");

  private static Operation.Flush flush(Mutation... mutations) {
    return new Operation.Flush(List.of(mutations));
  }

  private static Optional<Answer> flushed(long highSeqno) {
    return Optional.of(new Answer.Flushed(1, highSeqno));
  }

  /** The one specification after flushes that must all succeed. */
  private static StoreSpec after(StoreSpec spec, Operation.Flush... flushes) {
    StoreSpec now = spec;
    for (Operation.Flush flush : flushes) {
      List<StoreSpec> next = now.after(flush, Optional.empty());
      assertThat(next).hasSize(1);
      now = next.get(0);
    }
    return now;
  }

  private static Entry live(long seqno, String key, Bytes value) {
    return new Entry(seqno, Bytes.ofUtf8(key), false, value);
  }

  private static Entry deleted(long seqno, String key) {
    return new Entry(seqno, Bytes.ofUtf8(key), true, Bytes.EMPTY);
  }

  private static StoreView view(long highSeqno, long purgeSeqno, Entry... entries) {
    return new StoreView("active", highSeqno, purgeSeqno, List.of(entries), new TreeMap<>());
  }

  @Test
  void aFlushGivesSeqnosInOrderAndItsAnswerIsTheLastOne() {
    Operation.Flush flush = flush(new Set("b", ONE), new Delete("x"), new Set("a", TWO));
    assertThat(CREATED.after(flush, flushed(2))).isEmpty();
    List<StoreSpec> next = CREATED.after(flush, flushed(3));
    assertThat(next).hasSize(1);
    assertThat(next.get(0).view())
        .isEqualTo(view(3, 0, live(1, "b", ONE), deleted(2, "x"), live(3, "a", TWO)));
  }

  @Test
  void ofSeveralMutationsOfOneIdTheLastCountsAtItsOwnPlace() {
    StoreSpec spec = after(
        CREATED,
        flush(
            new Set("a", ONE),
            new SetLocal("l", ONE),
            new Set("b", ONE),
            new SetState("dead"),
            new Set("a", TWO),
            new RemoveLocal("l"),
            new SetState("replica")));
    assertThat(spec.view().entries()).containsExactly(live(1, "b", ONE), live(2, "a", TWO));
    assertThat(spec.view().locals()).isEmpty();
    assertThat(spec.view().lifecycle()).isEqualTo("replica");
  }

  @Test
  void stateAndLocalDocumentsMoveNoSeqno() {
    StoreSpec spec = after(
        CREATED, flush(new Set("a", ONE)), flush(new SetState("dead"), new SetLocal("l", TWO)));
    assertThat(spec.view().highSeqno()).isEqualTo(1);
    assertThat(spec.view().locals()).containsEntry(Bytes.ofUtf8("_local/l"), TWO);
  }

  @Test
  void anEmptyFlushIsNoCommit() {
    assertThat(CREATED.after(flush(), flushed(0))).containsExactly(CREATED);
  }

  @Test
  void aGetFindsLiveDocumentsOnly() {
    StoreSpec spec = after(CREATED, flush(new Set("a", ONE), new Delete("b")));
    Answer one = new Answer.Found(Optional.of(ONE));
    Answer nothing = new Answer.Found(Optional.empty());
    assertThat(spec.after(new Operation.Get("a"), Optional.of(one))).containsExactly(spec);
    assertThat(spec.after(new Operation.Get("a"), Optional.of(nothing))).isEmpty();
    assertThat(spec.after(new Operation.Get("b"), Optional.of(nothing))).containsExactly(spec);
    assertThat(spec.after(new Operation.Get("c"), Optional.of(nothing))).containsExactly(spec);
    assertThat(spec.after(new Operation.Get("c"), Optional.of(one))).isEmpty();
    assertThat(spec.after(new Operation.Get("c"), Optional.empty())).containsExactly(spec);
  }

  @Test
  void aPrepareIsNotReadAndGivesItsExpiryToWhatItsCommitStores() {
    Answer nothing = new Answer.Found(Optional.empty());
    StoreSpec prepared = after(CREATED, flush(new Mutation.PrepareExpired("a", ONE)));
    for (String key : List.of("a", "\u0002a")) {
      assertThat(prepared.after(new Operation.Get(key), Optional.of(nothing)))
          .containsExactly(prepared);
    }

    List<StoreSpec> committed =
        prepared.after(new Operation.Write(new Commit("a")), Optional.of(new Answer.Taken(2)));
    assertThat(committed).hasSize(1);
    Operation get = new Operation.Get("a");
    Answer one = new Answer.Found(Optional.of(ONE));
    assertThat(committed.get(0).after(get, Optional.of(one))).isEmpty();
    assertThat(committed.get(0).after(get, Optional.of(nothing)))
        .as("it stays, or becomes a tombstone")
        .hasSize(2);
  }

  @Test
  void aFailureIsNeverARightAnswer() {
    Optional<Answer> failed = Optional.of(new Answer.Failed("IOException"));
    List<Operation> operations = List.of(
        flush(new Set("a", ONE)),
        new Operation.Get("a"),
        new Operation.Scan(),
        new Operation.Compact(0),
        new Operation.Rollback(0));
    assertThat(operations)
        .allSatisfy(each -> assertThat(CREATED.after(each, failed)).isEmpty());
  }

  @Test
  void aScanIsComparedInEveryPart() {
    StoreSpec spec = after(CREATED, flush(new Set("a", ONE), new Set("b", TWO)));
    StoreView right = spec.view();
    SortedMap<Bytes, Bytes> locals = new TreeMap<>();
    locals.put(Bytes.ofUtf8("_local/l"), ONE);
    List<Entry> swapped = new ArrayList<>(right.entries());
    Collections.reverse(swapped);
    assertThat(spec.whyNot(right)).isEmpty();
    assertThat(spec.whyNot(view(3, 0, live(1, "a", ONE), live(2, "b", TWO)))).isPresent();
    assertThat(spec.whyNot(view(2, 0, live(1, "a", ONE)))).hasValueSatisfying(why -> {
      assertThat(why).contains("2 b = two");
    });
    assertThat(spec.whyNot(view(2, 0, live(1, "a", TWO), live(2, "b", TWO)))).isPresent();
    assertThat(spec.whyNot(view(2, 0, live(1, "a", ONE), deleted(2, "b")))).isPresent();
    assertThat(spec.whyNot(new StoreView("dead", 2, 0, right.entries(), right.locals())))
        .isPresent();
    assertThat(spec.whyNot(new StoreView("active", 2, 0, right.entries(), locals)))
        .isPresent();
    assertThat(spec.whyNot(new StoreView("active", 2, 0, swapped, right.locals())))
        .isPresent();
    assertThat(spec.whyNot(view(2, 0, live(1, "a", ONE), live(1, "a", ONE)))).isPresent();
  }

  private static final Entry PREPARE =
      new Entry(1, Prepares.prepareId(Bytes.ofUtf8("p")), false, ONE);

  /** 1 prepare of p (completed), 2 p, 3 x deleted, 4 z, 5 y deleted. */
  private static StoreSpec purgeable() {
    return after(
        CREATED,
        flush(new Prepare("p", ONE)),
        flush(new Commit("p"), new Delete("x"), new Set("z", TWO), new Delete("y")));
  }

  @Test
  void whatIsMissingMustBePurgeableAndCoveredByThePurgeSeqnoOfThatSnapshot() {
    StoreSpec spec = purgeable();
    Entry p = live(2, "p", ONE);
    Entry x = deleted(3, "x");
    Entry z = live(4, "z", TWO);
    Entry y = deleted(5, "y");
    assertThat(spec.whyNot(view(5, 0, PREPARE, p, x, z, y))).isEmpty();
    assertThat(spec.whyNot(view(5, 1, p, x, z, y))).as("completed prepare").isEmpty();
    assertThat(spec.whyNot(view(5, 0, p, x, z, y))).as("not covered").isPresent();
    assertThat(spec.whyNot(view(5, 3, p, z, y))).as("tombstone").isEmpty();
    assertThat(spec.whyNot(view(5, 2, p, z, y))).as("not covered").isPresent();
    assertThat(spec.whyNot(view(5, 5, p, z))).as("the highest seqno stays").isPresent();
    assertThat(spec.whyNot(view(5, 5, PREPARE, p, x, y))).as("a live document").isPresent();
  }

  @Test
  void anOpenPrepareIsNeverPurged() {
    StoreSpec spec = after(CREATED, flush(new Prepare("p", ONE)), flush(new Set("z", TWO)));
    assertThat(spec.whyNot(view(2, 1, live(2, "z", TWO)))).isPresent();
  }

  @Test
  void preparesAreCompletedOnceAndInTheirOrder() {
    Optional<Answer> refused = Optional.of(new Answer.NotPrepared());
    StoreSpec spec = after(CREATED, flush(new Prepare("a", ONE), new Prepare("b", TWO)));
    assertThat(spec.after(flush(new Commit("b")), refused)).containsExactly(spec);
    assertThat(spec.after(flush(new Commit("c")), refused)).containsExactly(spec);
    assertThat(spec.after(flush(new Commit("a")), refused)).isEmpty();
    assertThat(spec.after(flush(new Set("z", ONE), new Abort("b")), refused))
        .as("as a whole")
        .containsExactly(spec);
    StoreSpec completed = after(spec, flush(new Commit("a")), flush(new Abort("b")));
    assertThat(completed.view().entries().get(1)).isEqualTo(live(3, "a", ONE));
    assertThat(completed.after(flush(new Commit("a")), refused)).containsExactly(completed);
    assertThat(completed.after(flush(new Abort("b")), refused)).containsExactly(completed);
  }

  private static List<StoreSpec> rollBack(StoreSpec spec, long to, long answered) {
    return spec.after(new Operation.Rollback(to), Optional.of(new Answer.RolledBack(answered)));
  }

  @Test
  void aRollbackLeadsToTheNewestCommitInRange() {
    StoreSpec spec = after(
        CREATED,
        flush(new Set("a", ONE)),
        flush(new SetState("replica")),
        flush(new Set("a", TWO), new Set("b", TWO)));
    assertThat(rollBack(spec, 3, 3)).containsExactly(spec);
    assertThat(rollBack(spec, 2, 2)).isEmpty();
    List<StoreSpec> back = rollBack(spec, 2, 1);
    assertThat(back).hasSize(1);
    assertThat(back.get(0).view())
        .isEqualTo(new StoreView("replica", 1, 0, List.of(live(1, "a", ONE)), new TreeMap<>()));
    assertThat(rollBack(spec, 0, 0).get(0).view().entries()).isEmpty();
  }

  @Test
  void aSecondRollbackLeadsPastWhatTheFirstUndid() {
    StoreSpec spec = after(
        CREATED, flush(new Set("a", ONE)), flush(new Set("b", ONE)), flush(new Set("c", ONE)));
    StoreSpec back = rollBack(spec, 2, 2).get(0);
    StoreSpec again = rollBack(after(back, flush(new Set("d", TWO))), 1, 1).get(0);
    assertThat(again.view()).isEqualTo(view(1, 0, live(1, "a", ONE)));
  }

  private static StoreSpec compacted(StoreSpec spec) {
    return spec.after(
            new Operation.Compact(0), Optional.of(new Compacted(Compacted.Ending.SWITCHED)))
        .get(0);
  }

  @Test
  void afterACompactionARollbackMayAlsoLeadToAnOlderCommitOrToNothing() {
    StoreSpec spec = after(
        CREATED, flush(new Set("a", ONE)), flush(new Set("b", ONE)), flush(new Set("c", ONE)));
    assertThat(rollBack(spec, 2, 1)).isEmpty();
    assertThat(rollBack(spec, 2, 0)).isEmpty();
    StoreSpec shortened = compacted(spec);
    assertThat(rollBack(shortened, 2, 2)).hasSize(1);
    assertThat(rollBack(shortened, 2, 1)).hasSize(1);
    assertThat(rollBack(shortened, 2, 0)).isNotEmpty();
    assertThat(rollBack(shortened, 2, 3)).isEmpty();
  }

  /** The file may begin with the header that was copied, and the state change after it be left out. */
  @Test
  void ofCommitsWithOneSeqnoACompactionMayHaveLeftOutTheNewest() {
    StoreSpec spec = after(
        CREATED, flush(new Set("a", ONE)), flush(new SetState("dead")), flush(new Set("b", ONE)));
    assertThat(rollBack(compacted(spec), 1, 1))
        .extracting(each -> each.view().lifecycle())
        .containsExactlyInAnyOrder("dead", "active");
  }

  @ParameterizedTest
  @EnumSource(Compacted.Ending.class)
  void aCompactionChangesNothingThatIsRead(Compacted.Ending ending) {
    StoreSpec spec = purgeable();
    List<StoreSpec> next = spec.after(new Operation.Compact(9), Optional.of(new Compacted(ending)));
    assertThat(next).hasSize(1);
    assertThat(next.get(0).view()).isEqualTo(spec.view());
    assertThat(next.get(0).equals(spec)).isEqualTo(ending != Compacted.Ending.SWITCHED);
  }

  @Test
  void specificationsThatAllowTheSameAreEqual() {
    StoreSpec one = after(CREATED, flush(new Set("a", ONE)), flush(new Set("b", TWO)));
    StoreSpec same = after(CREATED, flush(new Set("a", ONE)), flush(new Set("b", TWO)));
    StoreSpec oneCommit = after(CREATED, flush(new Set("a", ONE), new Set("b", TWO)));
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).as("a rollback to 1 tells them apart").isNotEqualTo(oneCommit);
  }

  @Test
  void aStoreKnownByItsViewShowsThatView() {
    StoreSpec spec = purgeable();
    StoreSpec woken = StoreSpec.of(spec.view(), 1, false);
    assertThat(woken.whyNot(spec.view())).isEmpty();
    assertThat(after(woken, flush(new Set("n", ONE))).view().highSeqno()).isEqualTo(6);
  }

  private static final StoreSpec FRUIT =
      after(CREATED, flush(new Set("fig", ONE), new Set("apple", ONE), new Delete("kiwi")));
  private static final Operation.ScanById TO_LIME =
      new Operation.ScanById(Optional.of("b"), Optional.of("lime"));

  private static boolean mayBeSeen(long highSeqno, long purgeSeqno, Entry... entries) {
    Answer seen = new Answer.SeenById(highSeqno, purgeSeqno, List.of(entries));
    return FRUIT.after(TO_LIME, Optional.of(seen)).equals(List.of(FRUIT));
  }

  @Test
  void aScanByIdSeesItsRangeInTheOrderOfIds() {
    assertThat(mayBeSeen(3, 0, live(1, "fig", ONE), deleted(3, "kiwi"))).isTrue();

    assertThat(mayBeSeen(3, 0, deleted(3, "kiwi"), live(1, "fig", ONE))).isFalse();
    assertThat(mayBeSeen(3, 0, live(1, "fig", ONE))).isFalse();
    assertThat(mayBeSeen(3, 0, live(1, "fig", TWO), deleted(3, "kiwi"))).isFalse();
    assertThat(mayBeSeen(2, 0, live(1, "fig", ONE), deleted(3, "kiwi"))).isFalse();
    assertThat(mayBeSeen(3, 0, live(2, "apple", ONE), live(1, "fig", ONE), deleted(3, "kiwi")))
        .as("an id outside of the range")
        .isFalse();
  }

  @Test
  void aScanByIdMayLackWhatItsPurgeSeqnoExcuses() {
    StoreSpec later = after(FRUIT, flush(new Set("z", ONE)));
    Answer purged = new Answer.SeenById(4, 3, List.of(live(1, "fig", ONE)));
    assertThat(later.after(TO_LIME, Optional.of(purged))).containsExactly(later);

    Answer tooEarly = new Answer.SeenById(4, 2, List.of(live(1, "fig", ONE)));
    assertThat(later.after(TO_LIME, Optional.of(tooEarly))).isEmpty();
    assertThat(later.whyNot(TO_LIME, tooEarly))
        .contains("it lacks 3 kiwi deleted; its purge seqno is 2");
  }
}
