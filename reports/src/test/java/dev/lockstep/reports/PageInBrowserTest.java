package dev.lockstep.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.model.result.RunResult;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser and uses it as a person would. */
final class PageInBrowserTest {
  private static final String PROBE = """
      <script>
      const all = (query) => [...document.querySelectorAll(query)];
      const text = (query) => document.querySelector(query).textContent;
      const names = () => all(".scenario .name").map((one) => one.textContent).join(",");
      const click = (title) => document.querySelector(`[title="${title}"]`).click();
      const current = () => document.querySelector("tr.current").dataset.step;
      const type = (query, value) => {
        document.querySelector(query).value = value;
        document.querySelector(query).dispatchEvent(new Event("input"));
      };
      const press = (key, shiftKey) =>
        document.querySelector(".player").dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey }));
      setTimeout(() => {
        const said = [EXPRESSIONS].map((one) => encodeURIComponent(String(one)));
        document.documentElement.setAttribute("data-said", said.join(","));
      }, 500);
      </script>
      """;

  @TempDir
  static Path directory;

  @Test
  void listsFiltersAndSortsTheScenariosAndOpensTheFirstThatAsksForAttention() throws Exception {
    List<String> said = said(
        Examples.mixed(),
        "all('.scenario').length",
        "text('.scenario.opened .name')",
        "all('.lifeline').length",
        "(type('input[type=search]', 'bugs'), names())",
        "(document.querySelector('input[type=checkbox]').click(), names())",
        "(type('input[type=search]', ''), click('Sort by executions'), names())",
        "(click('Sort by executions'), names())");

    assertThat(said)
        .containsExactly(
            "6",
            "proofs/crash-everywhere",
            "4",
            "bugs/B05-metadata-only-commit,bugs/B24-late-abort",
            "bugs/B24-late-abort",
            "proofs/crash-everywhere,bugs/B24-late-abort,crash/rollback-deep",
            "crash/rollback-deep,bugs/B24-late-abort,proofs/crash-everywhere");
  }

  @Test
  void goesThroughTheStepsOfABugThatWasToBeFoundAndIsNotAlarmed() throws Exception {
    List<String> said = said(
        foundBug(),
        "all('.alarm').length",
        "text('.violation h3')",
        "all('.handover').length + ' switches, preemptions: ' + all('.handover.preemption').length",
        "(press('ArrowRight'), current())",
        "(press('ArrowRight', true), current())",
        "(press('End'), current())",
        "(press('ArrowLeft'), current())",
        "(all('[data-step]')[13].click(), current())",
        "(type('input[type=range]', '16'), current())",
        "text('.state')");

    assertThat(said.subList(0, 9))
        .containsExactly(
            "0",
            "Found, as expected: linearizable",
            "3 switches, preemptions: 1",
            "1",
            "12",
            "50",
            "49",
            "13",
            "16");
    assertThat(said.get(9))
        .contains("flusherflush statewrite lock#1flush.begin")
        .contains("compactorcompact–compaction.copied")
        .contains("0.couch.120 KiBonly 12 KiB");
  }

  @Test
  void showsTheStoreBesideTheSpecificationAtEachStep() throws Exception {
    List<String> said = said(
        foundBug(),
        "text('.shown-store p')",
        "(press('End'), text('.shown-store p'))",
        "text('.shown-store .seen h4')",
        "all('.shown-store .promised mark').map((one) => one.textContent).join('|')",
        "(press('Home'), all('.shown-store mark').length)");

    assertThat(said)
        .containsExactly(
            "They agree.",
            "They differ: it lacks what it should show",
            "The store shows 0.couch.1",
            "high seqno 3\n|3 c = three\n",
            "0");
  }

  @Test
  void saysWhatTheLettersOfTheStepsMeanAndNoOthers() throws Exception {
    List<String> said = said(
        foundBug(),
        "[...new Set(all('.letter').map((one) => one.textContent))]"
            + ".filter((letter) => !text('.legend').includes(letter + ' ')).length",
        "text('.legend').includes('S syncs')",
        "text('.legend').includes('j joins')");

    assertThat(said).containsExactly("0", "true", "false");
  }

  @Test
  void saysHowManyStepsOfAnExecutionWithoutEndAreLeftOut() throws Exception {
    List<String> said = said(
        Examples.run(Examples.violated(
            "proofs/one", Optional.empty(), Examples.endless(HtmlReport.STEPS_MAX + 7))),
        "text('.facts').split(' · ')[0]",
        "(press('End'), all('.cut').pop().textContent)");

    assertThat(said).containsExactly("5,007 steps", "7 steps are left out: replay shows all");
  }

  @Test
  void leadsToTheStepsWhoseOrderDecides() throws Exception {
    List<String> said = said(
        foundBug(),
        "text('.why')",
        "(click('Go to step 33'), current())",
        "(click('Go to step 12'), current())",
        "all('rect.decisive').length",
        "all('tr.decisive').map((one) => one.dataset.step).join()");

    assertThat(said)
        .containsExactly(
            "Because 'flusher locks write lock#1' (step 12) comes before 'compactor locks write lock#1'"
                + " (step 33): with these two the other way round the same schedule holds.",
            "33",
            "12",
            "2",
            "12,33");
  }

  @Test
  void saysWhetherWhatHoldsIsProved() throws Exception {
    assertThat(said(Examples.run(Examples.holds("proofs/one")), "text('.meaning')"))
        .containsExactly("Not every schedule was run: a proof needs a search that is complete.");
  }

  @Test
  void drawsTheCrashTheSwitchAndBothFiles() throws Exception {
    List<String> said = said(
        Examples.run(Examples.violated("crash", Optional.empty(), Examples.crashed())),
        "all('.landmark.crash').length",
        "all('.landmark.switched').length",
        "all('.grown').length + ' files, published headers: ' + all('path.header').length",
        "text('.crash-box li')");

    assertThat(said)
        .containsExactly(
            "1", "1", "2 files, published headers: 16", "0.couch.1.compact#1 [81920, 81921)");
  }

  @Test
  void showsHostileTextAsText() throws Exception {
    List<String> said = said(
        Examples.run(Examples.hostile()),
        "all('#page script, #page b b').length",
        "text('.title')");

    assertThat(said.get(0)).isEqualTo("0");
    assertThat(said.get(1))
        .startsWith("a/<b>&\"'`|*]]></script><script>alert(1)</script>-->{{title}}$1\\");
  }

  /** What each expression is worth in the opened page, evaluated one after the other. */
  private static List<String> said(RunResult result, String... expressions) throws Exception {
    String page = HtmlReport.render(result);
    String probe = PROBE.replace("EXPRESSIONS", String.join(",\n", expressions)) + "</body>";
    String shown = new Browser(directory).open(page.replace("</body>", probe));
    Matcher answers = Pattern.compile("<html[^>]* data-said=\"([^\"]*)\"").matcher(shown);
    assertThat(answers.find()).as("the page has answered").isTrue();
    return Arrays.stream(answers.group(1).split(","))
        .map(one -> URLDecoder.decode(one, UTF_8))
        .toList();
  }

  /** A run in which a seeded bug was found. */
  private static RunResult foundBug() {
    return Examples.run(Examples.violated("bugs/B05", Optional.of("B05"), Examples.lostDocument()));
  }
}
