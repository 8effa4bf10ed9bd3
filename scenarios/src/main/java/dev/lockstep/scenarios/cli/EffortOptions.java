package dev.lockstep.scenarios.cli;

import dev.lockstep.model.check.ExplorationOptions;
import dev.lockstep.model.scheduler.Shard;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what an exploration may take: cores, time, memory, a share of the whole. */
final class EffortOptions extends CheckedOptions {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smh])");
  private static final Pattern MEMORY = Pattern.compile("([1-9]\\d{0,5})([MG])");
  private static final Pattern SHARD = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "run so many executions at once; default: one for every core, where that is faster. Results are the same")
  private @Nullable Integer jobs;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "stop a scenario after so long, for example 90s, 10m or 2h; then it is no pass")
  private @Nullable String time;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description =
          "stop a scenario where so much of the heap is in use, for example 500M or 2G; then it is no pass")
  private @Nullable String memory;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "do the I-th of N shares of every search; N machines do the whole")
  private @Nullable String shard;

  /**
   * What was asked for.
   *
   * @throws ParameterException if a value makes no sense
   */
  ExplorationOptions read() {
    if (jobs != null && (jobs < 1 || jobs > ExplorationOptions.JOBS_MAX)) {
      throw refused(
          "--jobs is " + jobs + ": give a number from 1 to " + ExplorationOptions.JOBS_MAX);
    }
    ExplorationOptions all = ExplorationOptions.defaults();
    ExplorationOptions options = jobs == null
        ? all.withJobsFor(Runtime.getRuntime().availableProcessors())
        : all.withJobs(jobs);
    if (time != null) {
      options = options.withNanosMax(nanos(time));
    }
    if (memory != null) {
      options = options.withMemoryMax(bytes(memory));
    }
    return shard == null ? options : options.withShard(shard(shard));
  }

  private long nanos(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw refused(
          "--time is " + text + ": give a number from 0 to 999999 and s, m or h, for example 90s");
    }
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT)).toNanos();
  }

  private long bytes(String text) {
    Matcher matcher = MEMORY.matcher(text);
    if (!matcher.matches()) {
      throw refused(
          "--memory is " + text + ": give a number from 1 to 999999 and M or G, for example 500M");
    }
    return Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("M") ? 20 : 30);
  }

  private Shard shard(String text) {
    Matcher matcher = SHARD.matcher(text);
    int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    int count = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    if (index < 1 || index > count || count > Shard.COUNT_MAX) {
      throw refused("--shard is " + text + ": give I/N with I from 1 to N, and N at most "
          + Shard.COUNT_MAX + ", for example 2/3");
    }
    return new Shard(index, count);
  }
}
