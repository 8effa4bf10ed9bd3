package dev.lockstep.model.counterexample;

import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.execution.Searches;
import dev.lockstep.model.result.Counterexample;
import dev.lockstep.model.scenario.Property;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.Scheduler;
import java.util.Optional;

/**
 * Makes a scenario that breaks a property as small as it can be:
 *
 * <ol>
 *   <li>take one thing away ({@link SmallerScenarios});
 *   <li>search what is left with few preemptions, none first; where the same property breaks, it takes
 *       the scenario's place, with no more preemptions than were needed;
 *   <li>go on until nothing can be taken away, or the time is over.
 * </ol>
 *
 * <p>That is delta debugging by single steps: the result is a local minimum, not the smallest there is.
 */
public final class ScenarioShrinker {
  /** So many executions are tried of a smaller scenario. */
  public static final int SEARCHED_MAX = 2_000;

  private final Property property;
  private final long begun = System.nanoTime();
  private final long nanosMax;

  /** Whether all of the scenarios that lack one thing more were searched to their ends. */
  private boolean isAllTried;

  private ScenarioShrinker(Property property, long nanosMax) {
    this.property = property;
    this.nanosMax = nanosMax;
  }

  /**
   * What came of it.
   *
   * @param scenario breaks the same property, as its search finds
   * @param end why no smaller one was found
   */
  public record Shrunk(Scenario scenario, End end) {}

  /** Why shrinking ended. */
  public enum End {
    /** Whatever is taken away, the property holds with so few preemptions, or another breaks first. */
    MINIMUM,
    /** The time was over. */
    TIME_OVER,
    /** Of some smaller scenario not everything was tried: it was more than {@link #SEARCHED_MAX} executions. */
    NOT_ALL_TRIED
  }

  /**
   * Shrinks a scenario.
   *
   * @param found what breaks in it
   * @param nanosMax after so long no smaller scenario is tried
   */
  public static Shrunk shrink(Scenario scenario, Counterexample found, long nanosMax) {
    int preemptions = Math.min(found.preemptions(), Search.PREEMPTIONS_MAX);
    Scenario bounded = scenario.withSearch(Search.bounded(preemptions));
    return new ScenarioShrinker(found.property(), nanosMax).shrink(bounded);
  }

  private Shrunk shrink(Scenario scenario) {
    Scenario best = scenario;
    Optional<Scenario> smaller = Optional.of(scenario);
    while (smaller.isPresent()) {
      best = smaller.get();
      isAllTried = true;
      smaller = SmallerScenarios.of(best).stream()
          .takeWhile(each -> !isTimeOver())
          .flatMap(each -> broken(each).stream())
          .findFirst();
    }
    End end = isAllTried ? End.MINIMUM : End.NOT_ALL_TRIED;
    return new Shrunk(best, isTimeOver() ? End.TIME_OVER : end);
  }

  private boolean isTimeOver() {
    return System.nanoTime() - begun >= nanosMax;
  }

  /** The scenario with as many preemptions as it takes to break the property; empty if it holds. */
  private Optional<Scenario> broken(Scenario scenario) {
    PreparedScenario prepared;
    try {
      prepared = PreparedScenario.of(scenario);
    } catch (ScenarioException e) {
      return Optional.empty(); // What is left of the given operations makes no sense.
    }
    Judge judge = new Judge(prepared);
    CrashCheck crashes = CrashCheck.of(scenario);
    Scheduler scheduler = Searches.scheduler(scenario);
    int searched = 0;
    for (; !isTimeOver() && scheduler.beginExecution(); searched++) {
      if (searched == SEARCHED_MAX) {
        isAllTried = false;
        break;
      }
      PreemptionCounter chooser = new PreemptionCounter(scheduler);
      Execution.Result result = Execution.exploring(prepared, judge, crashes).run(chooser);
      if (result.violation().isPresent()) {
        return result
            .violation()
            .filter(violation -> violation.property() == property)
            .map(same -> scenario.withSearch(Search.bounded(chooser.preemptions())));
      }
      scheduler.endExecution(result.simulation());
    }
    return Optional.empty();
  }
}
