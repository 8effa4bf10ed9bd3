package dev.lockstep.model.check;

import dev.lockstep.engine.vbucket.Snapshot;
import dev.lockstep.engine.vbucket.VBucket;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import dev.lockstep.model.spec.StoreView;
import java.io.IOException;
import java.util.Optional;

/**
 * Carries operations out one after the other and follows the specification. Where it allows several
 * outcomes, what a scan shows afterwards decides.
 */
final class SequentialRun {
  private final VBucket vbucket;
  private final Client client;

  /** Whether the commits before the first are not known, and so not where a rollback leads. */
  private final boolean isPastUnknown;

  private StoreSpec spec;

  private SequentialRun(VBucket vbucket, StoreSpec spec, boolean isPastUnknown) {
    this.vbucket = vbucket;
    this.client = new Client(vbucket);
    this.spec = spec;
    this.isPastUnknown = isPastUnknown;
  }

  /** From a vbucket that was just created. */
  static SequentialRun ofCreated(VBucket vbucket, StoreSpec created) {
    return new SequentialRun(vbucket, created, false);
  }

  /** From a vbucket of which only what it shows is known. */
  static SequentialRun ofWoken(VBucket vbucket, StoreView view) throws IOException {
    return new SequentialRun(vbucket, known(vbucket, view), true);
  }

  /** What the vbucket holds, so the specification. */
  StoreSpec spec() {
    return spec;
  }

  /** Carries an operation out. Returns the answer if it is wrong, with what was shown afterwards. */
  Optional<String> wrongAnswerTo(Operation operation) throws IOException {
    Answer answer = client.perform(operation);
    StoreView view = client.scan();
    Optional<StoreSpec> next = leadsToThePast(operation)
        ? past((Operation.Rollback) operation, answer, view)
        : spec.after(operation, Optional.of(answer)).stream()
            .filter(each -> each.whyNot(view).isEmpty())
            .findFirst();
    next.ifPresent(right -> spec = right);
    return next.isPresent()
        ? Optional.empty()
        : Optional.of(answer + "; a scan then shows " + view);
  }

  private boolean leadsToThePast(Operation operation) {
    return isPastUnknown
        && operation instanceof Operation.Rollback rollback
        && rollback.seqno() < spec.view().highSeqno();
  }

  private Optional<StoreSpec> past(Operation.Rollback rollback, Answer answer, StoreView view)
      throws IOException {
    boolean isInRange = view.highSeqno() <= rollback.seqno()
        && answer.equals(new Answer.RolledBack(view.highSeqno()));
    return isInRange ? Optional.of(known(vbucket, view)) : Optional.empty();
  }

  private static StoreSpec known(VBucket vbucket, StoreView view) throws IOException {
    try (Snapshot snapshot = vbucket.snapshot()) {
      return StoreSpec.of(view, snapshot.state().highCompletedSeqno());
    }
  }
}
