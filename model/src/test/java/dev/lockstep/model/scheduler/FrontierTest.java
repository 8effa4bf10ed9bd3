package dev.lockstep.model.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.scheduler.Executions.Program;
import dev.lockstep.model.scheduler.Frontier.Part;
import dev.lockstep.model.simulation.SimulationResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A search in parts runs what the search in one piece runs, in whatever order the parts are run. */
class FrontierTest {
  private static final Program PROGRAM = KnownPrograms.lastZero(4);

  @Test
  void theOrderInWhichPartsAreRunMakesNoDifference() {
    for (Supplier<Frontier> search : searches()) {
      List<Long> inOrder = hashes(runAll(search.get(), PROGRAM, 1000, 0));
      List<Long> shuffled = hashes(runAll(search.get(), PROGRAM, 1000, 7));
      assertThat(shuffled).isEqualTo(inOrder);
    }
  }

  @Test
  void shardsRunTogetherWhatOneMachineRuns() {
    List<Function<Shard, Frontier>> searches = List.of(
        shard -> new BoundedFrontier(1, shard),
        shard -> new SamplingFrontier(
            RandomScheduler::new,
            SamplingFrontier.BLOCK_EXECUTIONS,
            "random schedule",
            "",
            7,
            1000,
            shard));
    for (Function<Shard, Frontier> search : searches) {
      List<Long> whole = hashes(runAll(search.apply(Shard.WHOLE), PROGRAM, 1000, 0));
      List<Long> together = new ArrayList<>();
      for (int index = 1; index <= 3; index++) {
        List<Long> share = hashes(runAll(search.apply(new Shard(index, 3)), PROGRAM, 1000, 0));
        assertThat(share).isNotEmpty().hasSizeLessThan(whole.size());
        together.addAll(share);
      }
      assertThat(together).containsExactlyInAnyOrderElementsOf(whole);
    }
  }

  @Test
  void whatIsWrittenDownGoesOnWhereItWas() throws IOException {
    for (Supplier<Frontier> search : searches()) {
      List<Long> expected = hashes(runAll(search.get(), PROGRAM, 100, 0));
      List<Long> hashes = new ArrayList<>();
      Frontier frontier = search.get();
      while (true) {
        List<Part> parts = frontier.nextRound(100);
        if (parts.isEmpty()) {
          break;
        }
        hashes.addAll(hashes(run(parts, PROGRAM, 0)));
        frontier.endRound();
        frontier = copy(frontier, search.get());
      }
      assertThat(hashes).isEqualTo(expected);
      assertThat(frontier.coverage(hashes.size()).complete()).isTrue();
    }
  }

  @Test
  void aRoundRunsNoMoreThanItMay() {
    for (Supplier<Frontier> search : searches()) {
      Frontier frontier = search.get();
      for (int allowed = 1; allowed < 40; allowed++) {
        List<Part> parts = frontier.nextRound(allowed);
        assertThat(run(parts, PROGRAM, 0)).hasSizeLessThanOrEqualTo(allowed);
        frontier.endRound();
      }
    }
  }

  private static List<Supplier<Frontier>> searches() {
    return List.of(
        () -> new BoundedFrontier(1, Shard.WHOLE),
        () -> new SamplingFrontier(
            (seed, count) -> new PctScheduler(3, seed, count),
            SamplingFrontier.BLOCK_EXECUTIONS,
            "PCT schedule",
            ", depth 3",
            7,
            1000,
            Shard.WHOLE));
  }

  private static Frontier copy(Frontier frontier, Frontier fresh) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    frontier.save(new DataOutputStream(bytes));
    DataInputStream input = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    fresh.restore(input);
    assertThat(input.read()).isEqualTo(-1);
    return fresh;
  }

  private static List<SimulationResult> runAll(
      Frontier frontier, Program program, long roundMax, int order) {
    List<SimulationResult> results = new ArrayList<>();
    List<Part> parts = frontier.nextRound(roundMax);
    while (!parts.isEmpty()) {
      results.addAll(run(parts, program, order));
      frontier.endRound();
      parts = frontier.nextRound(roundMax);
    }
    return results;
  }

  /** Runs the parts, the order of which says {@code order}; the results come in the parts' order. */
  private static List<SimulationResult> run(List<Part> parts, Program program, int order) {
    List<Integer> places = new ArrayList<>();
    List<List<SimulationResult>> results = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      places.add(i);
      results.add(List.of());
    }
    if (order != 0) {
      Collections.shuffle(places, new Random(order));
    }
    for (int place : places) {
      Part part = parts.get(place);
      List<SimulationResult> all = Executions.all(part.scheduler(), program);
      results.set(place, part.isOwn() ? all : List.of());
    }
    return results.stream().flatMap(List::stream).toList();
  }

  private static List<Long> hashes(List<SimulationResult> results) {
    return results.stream().map(result -> result.trace().hash()).toList();
  }
}
