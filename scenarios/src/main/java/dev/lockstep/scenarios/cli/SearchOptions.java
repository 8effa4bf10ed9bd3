package dev.lockstep.scenarios.cli;

import dev.lockstep.model.check.Search;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that replace a scenario file's own search, wholly or in part. */
final class SearchOptions {
  /** For a file that says no number of random executions. */
  private static final long RANDOM_EXECUTIONS_DEFAULT = 10_000;

  /** For a file that says no bound. */
  private static final int PREEMPTIONS_DEFAULT = 2;

  private static final long SEED_DEFAULT = 1;
  private static final long SEED_MAX = (1L << 48) - 1;

  /** The words for schedulers. */
  enum SchedulerName {
    bounded,
    random
  }

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs.
  private CommandSpec spec;

  @Option(
      names = "--scheduler",
      paramLabel = "NAME",
      description =
          "bounded (every schedule with few preemptions) or random, instead of the file's")
  private @Nullable SchedulerName scheduler;

  @Option(
      names = "--preemptions",
      paramLabel = "N",
      description = "bounded: at most so many, 0 to 10")
  private @Nullable Integer preemptions;

  @Option(
      names = "--executions",
      paramLabel = "N",
      description = "random: run so many; bounded: stop after so many, which is then no pass")
  private @Nullable Long executions;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "random: the seed, 0 to 281474976710655")
  private @Nullable Long seed;

  /** Refuses numbers out of range and options that exclude each other. */
  void validate() {
    requireRange(
        "--preemptions",
        Optional.ofNullable(preemptions).map(Integer::longValue),
        0,
        Search.PREEMPTIONS_MAX);
    requireRange("--executions", Optional.ofNullable(executions), 1, Search.EXECUTIONS_MAX);
    requireRange("--seed", Optional.ofNullable(seed), 0, SEED_MAX);
    if (preemptions != null && (scheduler == SchedulerName.random || seed != null)) {
      throw refused(
          "--preemptions is for the bounded scheduler, --seed for the random one: drop one of them");
    }
    if (seed != null && scheduler == SchedulerName.bounded) {
      throw refused("--seed is for the random scheduler: drop it or say --scheduler random");
    }
  }

  /** The search for a file that asks for {@code own}. */
  Search applyTo(Search own) {
    Search.Kind kind = kindFor(own);
    boolean sameKind = kind == own.kind();
    if (kind == Search.Kind.RANDOM) {
      long count = sameKind ? own.executions() : RANDOM_EXECUTIONS_DEFAULT;
      return Search.random(
          executions == null ? count : executions,
          seed != null ? seed : sameKind ? own.seed() : SEED_DEFAULT);
    }
    int bound = sameKind ? own.preemptions() : PREEMPTIONS_DEFAULT;
    Search bounded = Search.bounded(preemptions == null ? bound : preemptions);
    if (executions != null) {
      return bounded.withExecutions(executions);
    }
    return sameKind ? bounded.withExecutions(own.executions()) : bounded;
  }

  private Search.Kind kindFor(Search own) {
    if (scheduler != null) {
      return scheduler == SchedulerName.random ? Search.Kind.RANDOM : Search.Kind.BOUNDED;
    }
    if (seed != null) {
      return Search.Kind.RANDOM;
    }
    return preemptions == null ? own.kind() : Search.Kind.BOUNDED;
  }

  private void requireRange(String option, Optional<Long> value, long min, long max) {
    if (value.isPresent() && (value.get() < min || value.get() > max)) {
      throw refused(option + " is " + value.get() + ": give a number from " + min + " to " + max);
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
