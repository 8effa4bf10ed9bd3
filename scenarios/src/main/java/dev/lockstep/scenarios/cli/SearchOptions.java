package dev.lockstep.scenarios.cli;

import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scenario.Search.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that replace a scenario file's own search, wholly or in part. */
final class SearchOptions extends CheckedOptions {
  /** For a file that says no number of sampled executions. */
  private static final long EXECUTIONS_DEFAULT = 10_000;

  /** For a file that says no bound. */
  private static final int PREEMPTIONS_DEFAULT = 2;

  private static final long SEED_DEFAULT = 1;
  private static final long SEED_MAX = (1L << 48) - 1;

  /** The words for schedulers. */
  enum SchedulerName {
    exhaustive(Kind.EXHAUSTIVE),
    bounded(Kind.BOUNDED),
    random(Kind.RANDOM),
    pct(Kind.PCT),
    pos(Kind.POS),
    surw(Kind.SURW),
    guided(Kind.GUIDED);

    private final Kind kind;

    SchedulerName(Kind kind) {
      this.kind = kind;
    }
  }

  @Option(
      names = "--scheduler",
      paramLabel = "NAME",
      description =
          "exhaustive (everything that can happen), bounded (every schedule with few preemptions), or one that samples: random, pct, pos, surw or guided; instead of the file's")
  private @Nullable SchedulerName scheduler;

  @Option(
      names = "--preemptions",
      paramLabel = "N",
      description = "bounded: at most so many, 0 to 10")
  private @Nullable Integer preemptions;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "pct: look for races that need so many orderings, 1 to 10")
  private @Nullable Integer depth;

  @Option(
      names = "--executions",
      paramLabel = "N",
      description = "sampling: run so many; else: stop after so many, which is then no pass")
  private @Nullable Long executions;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "sampling: the seed, 0 to 281474976710655")
  private @Nullable Long seed;

  /** Refuses numbers out of range and options that exclude each other. */
  void validate() {
    requireRange("--preemptions", asLong(preemptions), 0, Search.PREEMPTIONS_MAX);
    requireRange("--depth", asLong(depth), 1, Search.DEPTH_MAX);
    requireRange("--executions", Optional.ofNullable(executions), 1, Search.EXECUTIONS_MAX);
    requireRange("--seed", Optional.ofNullable(seed), 0, SEED_MAX);
    boolean samples = scheduler != null && scheduler.kind.samples();
    if (preemptions != null && (samples || seed != null || depth != null)) {
      throw refused(
          "--preemptions is for the bounded scheduler, --seed and --depth for those that sample: drop one of them");
    }
    if (preemptions != null && scheduler == SchedulerName.exhaustive) {
      throw refused(
          "--preemptions is for the bounded scheduler: drop it or say --scheduler bounded");
    }
    if (seed != null && scheduler != null && !samples) {
      throw refused(
          "--seed is for the schedulers that sample: drop it or say --scheduler random, pct, pos, surw or guided");
    }
    if (depth != null && scheduler != null && scheduler != SchedulerName.pct) {
      throw refused("--depth is for the pct scheduler: drop it or say --scheduler pct");
    }
  }

  /** The search for a file that asks for {@code own}. */
  Search applyTo(Search own) {
    Kind kind = kindFor(own);
    Search search = kind == own.kind() ? own : byDefault(kind);
    if (preemptions != null) {
      search = Search.bounded(preemptions).withExecutions(search.executions());
    }
    if (depth != null) {
      search = search.withDepth(depth);
    }
    if (seed != null) {
      search = search.withSeed(seed);
    }
    return executions == null ? search : search.withExecutions(executions);
  }

  private Kind kindFor(Search own) {
    if (scheduler != null) {
      return scheduler.kind;
    }
    if (preemptions != null) {
      return Kind.BOUNDED;
    }
    if (depth != null) {
      return Kind.PCT;
    }
    return seed == null || own.kind().samples() ? own.kind() : Kind.RANDOM;
  }

  private static Search byDefault(Kind kind) {
    return switch (kind) {
      case EXHAUSTIVE -> Search.exhaustive();
      case BOUNDED -> Search.bounded(PREEMPTIONS_DEFAULT);
      case RANDOM, PCT, POS, SURW, GUIDED ->
        Search.sampling(kind, EXECUTIONS_DEFAULT, SEED_DEFAULT);
    };
  }

  private static Optional<Long> asLong(@Nullable Integer value) {
    return value == null ? Optional.empty() : Optional.of(value.longValue());
  }

  private void requireRange(String option, Optional<Long> value, long min, long max) {
    if (value.isPresent() && (value.get() < min || value.get() > max)) {
      throw refused(option + " is " + value.get() + ": give a number from " + min + " to " + max);
    }
  }
}
