package dev.lockstep.stress.checking;

import dev.lockstep.scenarios.cli.Benchmark;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Adds {@code model} to {@code lockstep bench}. */
public final class ModelBenchmark implements Benchmark {

  @Override
  public Callable<Integer> command(Consumer<String> lines, Path home) {
    return new BenchModelCommand(lines, home);
  }
}
