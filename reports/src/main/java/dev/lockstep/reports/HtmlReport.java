package dev.lockstep.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.engine.invariant.Invariant;
import dev.lockstep.model.result.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page for people: one file that needs no other and no network. The resources in {@code page}
 * hold how it looks and behaves; what {@code report.json} holds is embedded, but for the later steps of
 * executions that do not end, and the page draws all it shows from that.
 */
final class HtmlReport {
  /** In the order in which they are joined: each uses only what stands above it. */
  private static final List<String> SCRIPTS =
      List.of("elements.js", "story.js", "picture.js", "steps.js", "violation.js", "scenarios.js");

  /** More steps of one execution nobody looks at; {@code replay} shows them all. */
  static final int STEPS_MAX = 5_000;

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private HtmlReport() {}

  static String render(RunResult result) {
    String script = SCRIPTS.stream().map(HtmlReport::resource).collect(Collectors.joining("\n"));
    return fill(
        resource("report.html"),
        Map.of(
            "title", text("Lockstep: " + Phrases.headline(result)),
            "headline", text(Phrases.headline(result)),
            "style", resource("report.css"),
            "result", insideScript(JsonReport.render(result, STEPS_MAX)),
            "script", script));
  }

  /** The JSON so that no text in it can end the script element around it. */
  private static String insideScript(String json) {
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String text(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String fill(String template, Map<String, String> contents) {
    Matcher place = PLACE.matcher(template);
    return place.replaceAll(match -> {
      String content = contents.get(match.group(1));
      Invariant.check(content != null, "the page has a place for " + match.group(1));
      return Matcher.quoteReplacement(String.valueOf(content));
    });
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream("page/" + name)) {
      if (stream == null) {
        throw new AssertionError("the jar lacks " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " from the jar", e);
    }
  }
}
