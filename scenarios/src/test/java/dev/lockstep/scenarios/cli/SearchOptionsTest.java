package dev.lockstep.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.scenario.Search;
import dev.lockstep.model.scenario.Search.Kind;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SearchOptionsTest {
  private static final Search BOUNDED = Search.bounded(3).withExecutions(50);
  private static final Search RANDOM = Search.random(200, 9);
  private static final Search PCT = Search.sampling(Kind.PCT, 300, 8).withDepth(5);

  @Test
  void leaveTheFilesSearchAloneWhereThereAreNone() {
    assertThat(parse().applyTo(BOUNDED)).isEqualTo(BOUNDED);
    assertThat(parse().applyTo(RANDOM)).isEqualTo(RANDOM);
  }

  @Test
  void replaceAPartOfTheFilesSearch() {
    assertThat(parse("--preemptions", "1").applyTo(BOUNDED))
        .isEqualTo(Search.bounded(1).withExecutions(50));
    assertThat(parse("--executions", "7").applyTo(BOUNDED))
        .isEqualTo(Search.bounded(3).withExecutions(7));
    assertThat(parse("--executions", "7").applyTo(RANDOM)).isEqualTo(Search.random(7, 9));
    assertThat(parse("--seed", "4").applyTo(RANDOM)).isEqualTo(Search.random(200, 4));
    assertThat(parse("--seed", "4").applyTo(PCT)).isEqualTo(PCT.withSeed(4));
    assertThat(parse("--depth", "4").applyTo(PCT)).isEqualTo(PCT.withDepth(4));
  }

  @Test
  void replaceTheSchedulerByDefaultsOfItsOwn() {
    assertThat(parse("--scheduler", "random").applyTo(BOUNDED)).isEqualTo(Search.random(10_000, 1));
    assertThat(parse("--scheduler", "bounded").applyTo(RANDOM)).isEqualTo(Search.bounded(2));
    assertThat(parse("--scheduler", "exhaustive").applyTo(BOUNDED)).isEqualTo(Search.exhaustive());
    assertThat(parse("--executions", "7").applyTo(Search.exhaustive()))
        .isEqualTo(Search.exhaustive().withExecutions(7));
    assertThat(parse("--scheduler", "guided").applyTo(PCT))
        .isEqualTo(Search.sampling(Kind.GUIDED, 10_000, 1));
    assertThat(parse("--scheduler", "surw", "--seed", "4").applyTo(PCT))
        .isEqualTo(Search.sampling(Kind.SURW, 10_000, 4));
    assertThat(parse("--scheduler", "pct").applyTo(PCT)).isEqualTo(PCT);
  }

  @Test
  void implyTheSchedulerTheyBelongTo() {
    assertThat(parse("--seed", "4").applyTo(BOUNDED)).isEqualTo(Search.random(10_000, 4));
    assertThat(parse("--preemptions", "1").applyTo(RANDOM)).isEqualTo(Search.bounded(1));
    assertThat(parse("--depth", "2").applyTo(RANDOM))
        .isEqualTo(Search.sampling(Kind.PCT, 10_000, 1).withDepth(2));
  }

  private static SearchOptions parse(String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(args);
    return holder.search;
  }

  @Command
  private static final class Holder {
    @Mixin
    private SearchOptions search = new SearchOptions();
  }
}
