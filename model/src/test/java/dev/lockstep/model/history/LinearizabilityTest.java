package dev.lockstep.model.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.engine.document.Bytes;
import dev.lockstep.model.history.History.Call;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Mutation;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
  private static final StoreSpec CREATED = StoreSpec.created("active");

  private final History history = new History();

  private Call calls(Operation operation) {
    return history.call(0, operation, 0);
  }

  private void returns(Call call, Answer answer) {
    history.answered(call, answer, 0);
  }

  private static Operation set(String value) {
    return new Operation.Flush(List.of(new Mutation.Set("k", Bytes.ofUtf8(value))));
  }

  private static Answer flushed(long seqno) {
    return new Answer.Flushed(seqno, seqno);
  }

  private static final Operation GET = new Operation.Get("k");

  private static Answer found(String... value) {
    return new Answer.Found(
        Optional.of(value).filter(v -> v.length > 0).map(v -> Bytes.ofUtf8(v[0])));
  }

  private boolean isExplained() {
    return Linearizability.check(history, CREATED).isEmpty();
  }

  @Test
  void aDeletionThatFailedTakesNothingWithItThatIsAcknowledgedLater() {
    returns(calls(new Operation.Delete()), new Answer.Failed("the disk is full"));
    History gone = history.followedBy(new Operation.Scan(), new Answer.NoSuchVBucket());
    assertThat(Linearizability.check(gone, CREATED)).isEmpty();

    Call write = history.call(0, set("1"), 1);
    history.answered(write, flushed(1), 1);
    History goneLater = history.followedBy(new Operation.Scan(), new Answer.NoSuchVBucket());
    assertThat(Linearizability.check(goneLater, CREATED)).isPresent();
  }

  @Test
  void anEmptyHistoryIsExplained() {
    assertThat(isExplained()).isTrue();
  }

  @Test
  void aReadBesideAWriteMaySeeEither() {
    for (Answer seen : List.of(found(), found("1"))) {
      History beside = new History();
      Call write = beside.call(0, set("1"), 0);
      Call read = beside.call(1, GET, 0);
      beside.answered(read, seen, 0);
      beside.answered(write, flushed(1), 0);
      assertThat(Linearizability.check(beside, CREATED)).isEmpty();
    }
  }

  @Test
  void aReadAfterAWriteMustSeeIt() {
    returns(calls(set("1")), flushed(1));
    Call read = calls(GET);
    returns(read, found());
    Optional<Linearizability.Contradiction> contradiction = Linearizability.check(history, CREATED);
    assertThat(contradiction).isPresent();
    assertThat(contradiction.get().call()).isSameAs(read);
    assertThat(contradiction.get().state().view().highSeqno()).isEqualTo(1);
  }

  @Test
  void whatOneReaderSawALaterOneCannotMiss() {
    Call write = calls(set("1"));
    returns(calls(GET), found("1"));
    returns(calls(GET), found());
    returns(write, flushed(1));
    assertThat(isExplained()).isFalse();
  }

  @Test
  void twoWritesCannotHaveTheSameSeqno() {
    Call one = calls(set("1"));
    Call two = calls(set("2"));
    returns(one, flushed(1));
    returns(two, flushed(1));
    assertThat(isExplained()).isFalse();
  }

  @Test
  void writesMayTakeEffectInAnotherOrderThanTheyReturn() {
    Call one = calls(set("1"));
    Call two = calls(set("2"));
    returns(one, flushed(2));
    returns(two, flushed(1));
    returns(calls(GET), found("1"));
    assertThat(isExplained()).isTrue();
  }

  @Test
  void aCallWithoutAnswerMayHaveTakenEffectOrNot() {
    for (Answer seen : List.of(found(), found("1"))) {
      History crashed = new History();
      crashed.call(0, set("1"), 0);
      crashed.answered(crashed.call(1, GET, 0), seen, 0);
      assertThat(Linearizability.check(crashed, CREATED)).isEmpty();
    }
  }

  @Test
  void aCallWithoutAnswerTakesEffectOnceAtMost() {
    calls(set("1"));
    returns(calls(GET), found("1"));
    returns(calls(set("2")), flushed(2));
    returns(calls(GET), found("1"));
    assertThat(isExplained()).isFalse();
  }

  @Test
  void aCallThatFailedMayHaveTakenEffectOrNot() {
    for (Answer seen : List.of(found(), found("1"))) {
      History failed = new History();
      failed.answered(failed.call(0, set("1"), 0), new Answer.Failed("full"), 0);
      failed.answered(failed.call(1, GET, 0), seen, 0);
      assertThat(Linearizability.check(failed, CREATED)).isEmpty();
    }
  }

  @Test
  void aCallTakesNoEffectBeforeItIsMade() {
    returns(calls(GET), found("1"));
    returns(calls(set("1")), flushed(1));
    assertThat(isExplained()).isFalse();
  }

  @Test
  void aHistoryTooLongForItsBitsIsRefused() {
    for (int i = 0; i <= Linearizability.CALLS_MAX; i++) {
      returns(calls(GET), found());
    }
    assertThatThrownBy(this::isExplained).isInstanceOf(AssertionError.class);
  }

  @Test
  void oneMoreCallFollowsAllOthersAndLeavesTheHistoryAsItWas() {
    returns(calls(set("1")), flushed(1));
    calls(set("2"));
    History longer = history.followedBy(GET, found("2"));
    assertThat(Linearizability.check(longer, CREATED)).isEmpty();
    assertThat(history.calls()).hasSize(2);
    assertThat(longer.calls()).hasSize(3);
    assertThat(longer.calls().get(0).precedes(longer.calls().get(2))).isTrue();
    assertThat(longer.shape()).isNotEqualTo(history.shape());
  }

  /** The search agrees with trying every order of every history that chance makes. */
  @Test
  void findsAnOrderExactlyWhereTryingAllOrdersDoes() {
    Random random = new Random(7);
    int explained = 0;
    int histories = 4000;
    for (int i = 0; i < histories; i++) {
      History made = randomHistory(random);
      boolean expected = someOrderExplains(made, 0, CREATED);
      assertThat(Linearizability.check(made, CREATED).isEmpty())
          .as(made.shape().toString())
          .isEqualTo(expected);
      explained += expected ? 1 : 0;
    }
    assertThat(explained).isBetween(histories / 10, histories * 9 / 10);
  }

  private static History randomHistory(Random random) {
    History made = new History();
    List<Call> open = new ArrayList<>();
    int calls = 2 + random.nextInt(4);
    while (made.calls().size() < calls || (!open.isEmpty() && random.nextInt(6) > 0)) {
      boolean begins = made.calls().size() < calls && (open.isEmpty() || random.nextBoolean());
      if (begins) {
        open.add(made.call(0, randomOperation(random), 0));
      } else {
        Call call = open.remove(random.nextInt(open.size()));
        made.answered(call, randomAnswer(random, call.operation()), 0);
      }
    }
    return made;
  }

  private static Operation randomOperation(Random random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> set("" + random.nextInt(2));
      case 2, 3 -> GET;
      default -> new Operation.Rollback(random.nextInt(2));
    };
  }

  private static Answer randomAnswer(Random random, Operation operation) {
    if (operation instanceof Operation.Flush) {
      return flushed(1 + random.nextInt(2));
    }
    if (operation instanceof Operation.Rollback rollback) {
      return new Answer.RolledBack(random.nextInt((int) rollback.seqno() + 1));
    }
    return random.nextInt(3) == 0 ? found() : found("" + random.nextInt(2));
  }

  /** Takes each call that may be next, or stops where only unanswered ones are left. */
  private static boolean someOrderExplains(History history, int taken, StoreSpec state) {
    List<Call> calls = history.calls();
    boolean allAnsweredTaken = true;
    for (int i = 0; i < calls.size(); i++) {
      allAnsweredTaken &= (taken & (1 << i)) != 0 || calls.get(i).answer() == null;
    }
    if (allAnsweredTaken) {
      return true;
    }
    for (int i = 0; i < calls.size(); i++) {
      if ((taken & (1 << i)) == 0 && isNext(calls, taken, calls.get(i))) {
        Optional<Answer> answer = Optional.ofNullable(calls.get(i).answer());
        for (StoreSpec next : state.after(calls.get(i).operation(), answer)) {
          if (someOrderExplains(history, taken | (1 << i), next)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isNext(List<Call> calls, int taken, Call call) {
    for (int i = 0; i < calls.size(); i++) {
      if ((taken & (1 << i)) == 0 && calls.get(i).precedes(call)) {
        return false;
      }
    }
    return true;
  }
}
