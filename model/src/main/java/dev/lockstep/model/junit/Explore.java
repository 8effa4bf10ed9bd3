package dev.lockstep.model.junit;

import dev.lockstep.model.scenario.Search;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is run once for every schedule. The method takes a {@link
 * dev.lockstep.model.simulation.Simulation}, makes its objects by the simulation's platform, starts
 * tasks on it, calls {@code run()}, and then checks what came out:
 *
 * <pre>{@code
 * @Explore
 * void noTicketIsGivenTwice(Simulation simulation) {
 *   Tickets tickets = new Tickets(simulation.platform());
 *   List<Long> given = new ArrayList<>();
 *   simulation.start("first", () -> given.add(tickets.take()));
 *   simulation.start("second", () -> given.add(tickets.take()));
 *   simulation.run();
 *   assertThat(given).doesNotHaveDuplicates();
 * }
 * }</pre>
 *
 * <p>The method must do the same each time but for the order of the tasks' steps: it makes its objects
 * itself. {@code @BeforeEach} methods run once, before all of its executions. An execution in which a task, or the
 * method after the run, fails an assumption of JUnit's is left out; if all are, the test is aborted.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(ExploreExtension.class)
public @interface Explore {

  /** Which schedules. */
  Search.Kind scheduler() default Search.Kind.EXHAUSTIVE;

  /** For the bounded scheduler: the most preemptions. */
  int preemptions() default 2;

  /** For PCT: how many ordering constraints a violation may need. */
  int depth() default 3;

  /**
   * For schedulers that sample: how many executions. For the others: the test fails if so many do not
   * complete the search.
   */
  int executions() default 10_000;

  /** For schedulers that sample. */
  long seed() default 1;
}
