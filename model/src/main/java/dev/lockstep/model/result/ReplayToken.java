package dev.lockstep.model.result;

import dev.lockstep.model.trace.Fingerprint;
import dev.lockstep.model.trace.Route;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One execution of one scenario in a line that can be pasted anywhere:
 *
 * <pre>
 * L3_bugs/B05-metadata-only-commit_9f86d081_1a2b9c3d_a12.n07aab30a4_5c1e
 * |  |                             |        |                       |
 * |  scenario's name               |        route, see {@link RouteText}
 * |                     scenario's content                          check of all before it
 * version of this form
 * </pre>
 *
 * <p>A token fits only the scenario content it was made for. The code may have changed since, as long
 * as tasks of the same names still come to the steps of the same names that they are stopped at.
 *
 * @param scenario the scenario's name
 * @param contentHash what the scenario contained
 * @param route the decisions
 */
public record ReplayToken(String scenario, String contentHash, Route route) {
  private static final String VERSION = "L3";

  private static final int HASH_LENGTH = 8;
  private static final Pattern SHAPE = Pattern.compile(
      "(L\\d+)_([^\\s_][^\\s]*)_([0-9a-f]{8})_(" + RouteText.SHAPE + ")_([0-9a-f]{4})");

  /** What a token of any version begins with. */
  private static final Pattern BEGINNING = Pattern.compile("(L\\d+)_\\S+");

  public ReplayToken {
    contentHash = contentHash.substring(0, Math.min(HASH_LENGTH, contentHash.length()));
  }

  /**
   * Reads a token.
   *
   * @throws TokenException if it is none, was cut short or mistyped, or is of another version
   */
  public static ReplayToken parse(String text) {
    String token = text.strip();
    Matcher beginning = BEGINNING.matcher(token);
    if (beginning.matches() && !beginning.group(1).equals(VERSION)) {
      throw new TokenException(
          "the token is of version " + beginning.group(1) + ", this Lockstep replays " + VERSION
              + ": use the Lockstep that printed it, or search again");
    }
    Matcher matcher = SHAPE.matcher(token);
    if (!matcher.matches()) {
      throw new TokenException("this is no replay token: copy it whole, from L to the last digit");
    }
    String body = token.substring(0, matcher.start(5) - 1);
    if (!check(body).equals(matcher.group(5))) {
      throw new TokenException("the token is mistyped or cut short: copy it whole");
    }
    return new ReplayToken(matcher.group(2), matcher.group(3), RouteText.parse(matcher.group(4)));
  }

  private static String check(String body) {
    return String.format("%04x", Fingerprint.of(body) & 0xFFFF);
  }

  @Override
  public String toString() {
    String body = String.join("_", VERSION, scenario, contentHash, RouteText.print(route));
    return body + "_" + check(body);
  }
}
