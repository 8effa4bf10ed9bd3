package dev.lockstep.model.check;

import static dev.lockstep.model.check.Scenarios.compact;
import static dev.lockstep.model.check.Scenarios.set;
import static dev.lockstep.model.check.Scenarios.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.check.ForeseeingExploration.Run;
import dev.lockstep.model.execution.CrashCheck;
import dev.lockstep.model.execution.Execution;
import dev.lockstep.model.execution.Judge;
import dev.lockstep.model.execution.PreparedScenario;
import dev.lockstep.model.scenario.Scenario;
import dev.lockstep.model.scenario.ScenarioException;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scheduler.DiskOrder;
import dev.lockstep.model.scheduler.ExhaustiveScheduler;
import dev.lockstep.model.scheduler.ForeseenExecution;
import dev.lockstep.model.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookAheadTest {
  private final AtomicInteger ran = new AtomicInteger();
  private PreparedScenario prepared;
  private Judge judge;

  @BeforeEach
  void prepare() throws ScenarioException {
    Scenario scenario = Scenarios.of(
        Search.exhaustive(),
        List.of(set("a", "one"), set("b", "two")),
        task("flusher", set("c", "three")),
        task("compactor", compact()),
        task("reader", new Operation.Scan(), new Operation.Get("b")));
    prepared = PreparedScenario.of(scenario);
    prepared.disk().contentHash();
    judge = new Judge(prepared);
  }

  /** What runs ahead is used, so looking ahead costs no execution. */
  @Test
  void noExecutionRunsTwice() {
    List<Long> alone = traces(1);
    assertThat(alone).hasSizeGreaterThan(100).hasSize(ran.getAndSet(0));
    assertThat(traces(3)).isEqualTo(alone).hasSize(ran.get());
  }

  private List<Long> traces(int jobs) {
    List<Long> traces = new ArrayList<>();
    try (Crew crew = new Crew(jobs)) {
      ExhaustiveScheduler scheduler = new ExhaustiveScheduler(DiskOrder.UNOBSERVED);
      LookAhead lookAhead = new LookAhead(scheduler, crew, this::run);
      while (scheduler.beginExecution()) {
        Run run = lookAhead.run();
        scheduler.accept(run.execution());
        traces.add(run.result().simulation().trace().hash());
      }
    }
    return traces;
  }

  private Run run(ForeseenExecution execution) {
    ran.incrementAndGet();
    Execution.Result result =
        Execution.exploring(prepared, judge.apart(), CrashCheck.NEVER).run(execution);
    execution.end();
    return new Run(execution, result, 0, Set.of(), Set.of());
  }
}
