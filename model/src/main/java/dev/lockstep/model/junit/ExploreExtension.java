package dev.lockstep.model.junit;

import dev.lockstep.model.disk.SimulatedDisk;
import dev.lockstep.model.program.Calls;
import dev.lockstep.model.program.Program;
import dev.lockstep.model.program.ProgramCanary;
import dev.lockstep.model.program.ProgramExplorer;
import dev.lockstep.model.program.ProgramReplay;
import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.simulation.Chooser;
import dev.lockstep.model.simulation.Simulation;
import dev.lockstep.model.simulation.SimulationOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Runs a test method once for every schedule, in place of the one time that JUnit would:
 *
 * <ol>
 *   <li>find a planted bug, so that nothing is green because nothing was looked at;
 *   <li>run the schedule of {@link Replay}, if there is one;
 *   <li>search as {@link Explore} says, if it is there;
 *   <li>fail with the execution that failed, step by step, and its token, or because the search did
 *       not come to its end;
 *   <li>say how many executions were left out because an assumption failed; where all were, abort the
 *       test, for nothing was shown.
 * </ol>
 */
final class ExploreExtension implements InvocationInterceptor, ParameterResolver {
  private static final String ABORTED_IN_JUNIT_4 = "org.junit.internal.AssumptionViolatedException";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Simulation.class;
  }

  /** JUnit asks once; the executions get simulations of their own. */
  @Override
  public Simulation resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Chooser none = point -> Chooser.STOP;
    return new Simulation(new SimulatedDisk(), none, SimulationOptions.defaults());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext context) {
    invocation.skip();
    Method method = invocationContext.getExecutable();
    Program program = program(method, context.getRequiredTestInstance());
    String name = method.getDeclaringClass().getName() + "." + method.getName();
    ProgramCanary.sing();
    try {
      run(method, name, program, context);
    } catch (OutOfMemoryError full) {
      throw new AssertionError(
          "the memory of the JVM that runs the tests is full, which is no failure of the program:"
              + " give it more, or explore less",
          full);
    }
  }

  private static void run(Method method, String name, Program program, ExtensionContext context) {
    Replay replay = method.getAnnotation(Replay.class);
    Explore explore = method.getAnnotation(Explore.class);
    if (replay != null) {
      ProgramReplay replayed = ProgramReplay.of(program, name, replay.value());
      failIfBroken(method, replayed);
      if (explore == null && replayed.assumption().isPresent()) {
        throw new TestAbortedException(
            "the replayed execution is left out: " + why(replayed.assumption()));
      }
    }
    if (explore != null) {
      ProgramExplorer.Result result = explore(method, name, program, search(explore));
      if (result.leftOut() > 0) {
        tellWhatIsLeftOut(result, context);
      }
    }
  }

  private static void tellWhatIsLeftOut(ProgramExplorer.Result result, ExtensionContext context) {
    String why = why(result.assumption());
    if (result.isLeftOut()) {
      throw new TestAbortedException(
          "an assumption fails in every execution, of " + result.executions() + ": " + why);
    }
    context.publishReportEntry(
        "left out",
        result.leftOut() + " of " + result.executions() + " executions, for an assumption: " + why);
  }

  private static String why(Optional<Throwable> assumption) {
    return assumption
        .map(thrown -> Objects.requireNonNullElse(thrown.getMessage(), thrown.toString()))
        .orElse("");
  }

  private static Program program(Method method, Object instance) {
    if (method.getParameterCount() != 1 || method.getParameterTypes()[0] != Simulation.class) {
      throw new ExtensionConfigurationException(
          method.getName() + " has to take a Simulation, and nothing else");
    }
    method.setAccessible(true);
    return new TestMethod(instance, method);
  }

  /** A test method, of which each call is an execution. */
  private record TestMethod(Object instance, Method method) implements Program {
    @Override
    public void run(Simulation simulation, Calls calls) throws Throwable {
      try {
        method.invoke(instance, simulation);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }

    /** Whether JUnit calls a test that throws this aborted: of JUnit 4's exception it looks at the name. */
    @Override
    public boolean isAssumption(Throwable thrown) {
      boolean isOfJUnit4 = false;
      for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
        isOfJUnit4 |= type.getName().equals(ABORTED_IN_JUNIT_4);
      }
      return isOfJUnit4 || thrown instanceof TestAbortedException;
    }
  }

  private static Search search(Explore explore) {
    Search search = switch (explore.scheduler()) {
      case EXHAUSTIVE -> Search.exhaustive();
      case BOUNDED -> Search.bounded(explore.preemptions());
      default -> Search.sampling(explore.scheduler(), explore.executions(), explore.seed());
    };
    return search.withDepth(explore.depth()).withExecutions(explore.executions());
  }

  private static ProgramExplorer.Result explore(
      Method method, String name, Program program, Search search) {
    ProgramExplorer.Result result = new ProgramExplorer(program).explore(search);
    if (result.failure().isPresent()) {
      failIfBroken(
          method, ProgramReplay.of(program, name, result.failure().get().schedule()));
      throw new AssertionError(
          "an execution failed, but not when it was repeated",
          result.failure().get().thrown());
    }
    if (!result.coverage().complete()) {
      throw new AssertionError("the search is not complete: "
          + result.coverage().description() + "; allow more executions, or sample");
    }
    if (!result.neverSo().isEmpty() && !result.isLeftOut()) {
      throw new AssertionError("vacuous: never so: sometimes " + String.join(", ", result.neverSo())
          + " (" + result.coverage().description() + ")");
    }
    return result;
  }

  private static void failIfBroken(Method method, ProgramReplay replay) {
    if (replay.failure().isPresent()) {
      throw new FailedExecution(method, replay, replay.failure().get());
    }
  }
}
