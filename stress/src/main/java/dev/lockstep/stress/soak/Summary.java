package dev.lockstep.stress.soak;

import dev.lockstep.scenarios.cli.Soak;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a soak went: what was done, and whether that was right. A soak that did too little to show anything
 * has not passed.
 *
 * @param stores the names of their directories
 * @param seconds for how long its tasks ran; fewer than were asked for where it was ended early
 */
record Summary(Soak.Request request, Set<String> stores, Course course, long seconds) {
  private static final int SECONDS_PER_MINUTE = 60;

  /** Writes it; returns whether nothing was wrong. */
  boolean write(Consumer<String> out) {
    Optional<String> violation = course.violation();
    course.tally().summary(violation.isPresent() ? 1 : 0).forEach(out);
    if (violation.isPresent()) {
      writeViolation(violation.get(), out);
      return false;
    }
    Optional<String> missing = course.tally().missing();
    if (missing.isPresent()) {
      out.accept("soak: SHOWS NOTHING, there were no " + missing.get() + " in " + seconds
          + " s: let it run longer");
      return false;
    }
    out.accept("soak: no violation in " + seconds + " s");
    return true;
  }

  private void writeViolation(String what, Consumer<String> out) {
    out.accept("soak: VIOLATED");
    out.accept(what.strip());
    out.accept("");
    out.accept("What to do:");
    out.accept("  The files are kept. See whether each store is sound in itself:");
    for (String store : stores) {
      Path directory = request.directory().resolve(store);
      out.accept("    ./lockstep verify " + directory);
    }
    out.accept("  Run it again: the seed asks for the same, but threads never meet twice alike, so"
        + " give it more time:");
    out.accept("    ./lockstep soak --minutes " + minutesAgain() + " --dir ANOTHER --seed "
        + request.seed() + " --vbuckets " + request.vbuckets() + " --readers "
        + request.readers());
    out.accept("  Look for it where a run can be replayed, in the simulation:");
    out.accept("    ./lockstep check");
  }

  private long minutesAgain() {
    return Math.max(1, 2 * request.seconds() / SECONDS_PER_MINUTE);
  }
}
