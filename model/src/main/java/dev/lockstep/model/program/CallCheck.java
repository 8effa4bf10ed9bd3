package dev.lockstep.model.program;

import dev.lockstep.model.execution.Remembered;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.History.End;
import dev.lockstep.model.history.Linearizability;
import dev.lockstep.model.scheduler.CausalOrder;
import dev.lockstep.model.spec.StoreSpec;
import java.util.List;
import java.util.Optional;

/**
 * Whether the answers that a program took down are explained by some sequential order of its calls, in
 * an execution and in all that are equivalent to it.
 */
final class CallCheck {
  private final StoreSpec initial;
  private final Remembered<History.Shape, Boolean> explained = new Remembered<>();

  CallCheck(StoreSpec initial) {
    this.initial = initial;
  }

  /**
   * Whether all is explained.
   *
   * @param order of an execution that stands for others, else empty
   */
  boolean holds(Optional<CausalOrder> order, History history) {
    if (order.isEmpty()) {
      return isExplained(history);
    }
    for (List<End> ends : CallOrders.of(order.get(), history.ends())) {
      if (!isExplained(History.of(ends))) {
        return false;
      }
    }
    return true;
  }

  private boolean isExplained(History history) {
    History.Shape shape = history.shape();
    Boolean known = explained.find(shape);
    if (known == null) {
      known = Linearizability.check(history, initial).isEmpty();
      explained.note(shape, known);
    }
    return known;
  }
}
