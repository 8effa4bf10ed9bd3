package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.Snapshot;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.spec.Answer;
import dev.lockstep.model.spec.Operation;
import dev.lockstep.model.spec.StoreSpec;
import java.io.IOException;
import java.util.Optional;

/**
 * Carries operations out one after the other and follows the specification. Where it allows several
 * outcomes, what a scan shows afterwards decides.
 */
final class SequentialRun {
  private final Client client;

  /** Whether the commits before the first are not known, and so not where a rollback leads. */
  private final boolean isPastUnknown;

  private StoreSpec spec;

  private SequentialRun(Client client, StoreSpec spec, boolean isPastUnknown) {
    this.client = client;
    this.spec = spec;
    this.isPastUnknown = isPastUnknown;
  }

  /** From a vbucket that was just created. */
  static SequentialRun ofCreated(VBuckets vbuckets, StoreSpec created) {
    return new SequentialRun(new Client(vbuckets), created, false);
  }

  /** From a vbucket, or none, of which only what it shows is known. */
  static SequentialRun ofWoken(VBuckets vbuckets, Answer shown, boolean hasCollections)
      throws IOException {
    Client client = new Client(vbuckets);
    return new SequentialRun(client, known(client, shown, hasCollections), true);
  }

  /** What the vbucket holds, so the specification. */
  StoreSpec spec() {
    return spec;
  }

  /** Carries an operation out. Returns the answer if it is wrong, with what was shown afterwards. */
  Optional<String> wrongAnswerTo(Operation operation) throws IOException {
    Answer answer = client.perform(operation);
    Answer shown = client.look();
    if (answer instanceof Answer.NotDone || answer instanceof Answer.Refused) {
      return Optional.of(answer.toString()); // Nothing goes wrong here, so nothing may fail.
    }
    Optional<StoreSpec> next = leadsToThePast(operation)
        ? past((Operation.Rollback) operation, answer, shown)
        : spec.after(operation, Optional.of(answer)).stream()
            .filter(each -> each.whyNot(shown).isEmpty())
            .findFirst();
    next.ifPresent(right -> spec = right);
    return next.isPresent()
        ? Optional.empty()
        : Optional.of(answer + "; a scan then shows " + shown);
  }

  /** Why the store cannot be so while an operation is carried out; empty where it can. */
  Optional<String> whyNotWithin(Operation operation, Answer shown) {
    Optional<String> whyNotBefore = spec.whyNot(shown);
    boolean isAfter = leadsToThePast(operation)
        ? isInRange((Operation.Rollback) operation, shown)
        : spec.after(operation, Optional.empty()).stream()
            .anyMatch(each -> each.whyNot(shown).isEmpty());
    return isAfter ? Optional.empty() : whyNotBefore;
  }

  private static boolean isInRange(Operation.Rollback rollback, Answer shown) {
    return shown instanceof Answer.Seen seen && seen.view().highSeqno() <= rollback.seqno();
  }

  private boolean leadsToThePast(Operation operation) {
    return isPastUnknown
        && operation instanceof Operation.Rollback rollback
        && rollback.seqno() < spec.view().highSeqno();
  }

  private Optional<StoreSpec> past(Operation.Rollback rollback, Answer answer, Answer shown)
      throws IOException {
    boolean isRight = isInRange(rollback, shown)
        && shown instanceof Answer.Seen seen
        && answer.equals(new Answer.RolledBack(seen.view().highSeqno()));
    return isRight ? Optional.of(known(client, shown, spec.hasCollections())) : Optional.empty();
  }

  private static StoreSpec known(Client client, Answer shown, boolean hasCollections)
      throws IOException {
    if (!(shown instanceof Answer.Seen seen)) {
      return shown instanceof Answer.Damaged
          ? StoreSpec.damaged(hasCollections)
          : StoreSpec.absent(hasCollections);
    }
    try (Snapshot snapshot = client.vbucket().orElseThrow().snapshot()) {
      return StoreSpec.of(seen.view(), snapshot.state().highCompletedSeqno(), hasCollections);
    }
  }
}
