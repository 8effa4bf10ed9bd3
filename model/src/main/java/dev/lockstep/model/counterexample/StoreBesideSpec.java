package dev.lockstep.model.counterexample;

import dev.lockstep.model.execution.ShownStore;
import dev.lockstep.model.history.History;
import dev.lockstep.model.history.Linearizability;
import dev.lockstep.model.result.Counterexample.Shown;
import dev.lockstep.model.spec.StoreSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a store showed in the course of one execution, and what the specification says it may show: the
 * states to which an order of the calls made so far leads that explains the answers given so far. A call
 * under way may have taken effect or not.
 */
final class StoreBesideSpec {
  private final StoreSpec initial;
  private final History history;
  private final List<Shown> all = new ArrayList<>();

  private StoreBesideSpec(StoreSpec initial, History history) {
    this.initial = initial;
    this.history = history;
  }

  /** From the first step to the last, whenever one of the two changes. */
  static List<Shown> of(
      StoreSpec initial, History history, List<ShownStore.View> views, int stepCount) {
    StoreBesideSpec both = new StoreBesideSpec(initial, history);
    int next = 0;
    ShownStore.View view = null;
    for (int steps = 0; steps <= stepCount; steps++) {
      boolean isNew = steps == 0 || history.changesAt(steps);
      for (; next < views.size() && views.get(next).steps() <= steps; next++) {
        view = views.get(next);
        isNew = true;
      }
      if (isNew && view != null) {
        both.add(steps, view);
      }
    }
    return both.all;
  }

  private void add(int steps, ShownStore.View view) {
    Set<StoreSpec> states = Linearizability.endings(history.within(steps), initial);
    Optional<StoreSpec> alike =
        states.stream().filter(state -> state.whyNot(view.answer()).isEmpty()).findFirst();
    Optional<StoreSpec> spec = alike.isPresent() ? alike : states.stream().findFirst();
    Shown shown = new Shown(
        steps,
        view.file(),
        view.answer().toString(),
        spec.map(StoreSpec::toString).orElse("no order of the calls explains the answers so far"),
        alike.isPresent() ? Optional.empty() : spec.flatMap(state -> state.whyNot(view.answer())));
    boolean isNew = all.isEmpty() || !all.get(all.size() - 1).isLike(shown);
    if (isNew) {
      all.add(shown);
    }
  }
}
