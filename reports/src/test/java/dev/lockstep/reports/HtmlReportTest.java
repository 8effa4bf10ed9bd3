package dev.lockstep.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.model.result.RunResult;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HtmlReportTest {
  private static final Pattern RESULT = Pattern.compile(
      "<script type=\"application/json\" id=\"result\">(.*?)</script>", Pattern.DOTALL);

  @Test
  void embedsTheVeryJsonOfTheJsonReport() throws IOException {
    for (RunResult result : new RunResult[] {Examples.mixed(), Examples.run(Examples.hostile())}) {
      String json = JsonReport.render(result);
      Matcher embedded = RESULT.matcher(HtmlReport.render(result));

      assertThat(embedded.find()).isTrue();
      assertThat(new ObjectMapper().readTree(embedded.group(1)))
          .isEqualTo(new ObjectMapper().readTree(json));
    }
  }

  @Test
  void holdsTheFirstStepsAloneOfAnExecutionWithoutEnd() throws IOException {
    RunResult result = Examples.run(Examples.violated(
        "proofs/one", Optional.empty(), Examples.endless(HtmlReport.STEPS_MAX + 7)));
    Matcher embedded = RESULT.matcher(page(result));

    assertThat(embedded.find()).isTrue();
    JsonNode found =
        new ObjectMapper().readTree(embedded.group(1)).at("/scenarios/0/counterexample");
    assertThat(found.get("steps")).hasSize(HtmlReport.STEPS_MAX);
    assertThat(found.get("stepsLeftOut").asInt()).isEqualTo(7);
    assertThat(new ObjectMapper()
            .readTree(JsonReport.render(result))
            .at("/scenarios/0/counterexample/steps"))
        .hasSize(HtmlReport.STEPS_MAX + 7);
  }

  @Test
  void letsNoTextOfTheResultEndTheScript() {
    String quiet = page(Examples.run(Examples.holds("proofs/one")));
    String hostile = page(Examples.run(Examples.hostile()));

    assertThat(scriptEnds(hostile)).isEqualTo(scriptEnds(quiet));
    assertThat(hostile).doesNotContain("<script>alert").doesNotContain("\u2028");
  }

  @Test
  void needsNothingFromElsewhere() {
    String page = page(Examples.mixed()).replace("http://www.w3.org/2000/svg", "");

    assertThat(page)
        .doesNotContain("http:", "https:", "src=", "href=", "@import", "fetch(", "url(\"");
  }

  @Test
  void fillsEveryPlaceOfTheTemplate() {
    assertThat(page(Examples.mixed())).doesNotContainPattern("\\{\\{\\w+}}");
  }

  @Test
  void saysTheResultWhereScriptsAreOff() {
    assertThat(page(Examples.mixed()))
        .contains("<title>Lockstep: 3 of 6 scenarios did not end as expected</title>")
        .containsPattern("<noscript>.*3 of 6 scenarios did not end as expected");
  }

  private static String page(RunResult result) {
    return HtmlReport.render(result);
  }

  private static long scriptEnds(String page) {
    return Pattern.compile("</script", Pattern.CASE_INSENSITIVE)
        .matcher(page)
        .results()
        .count();
  }
}
