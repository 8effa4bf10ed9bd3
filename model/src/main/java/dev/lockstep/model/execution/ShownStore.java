package dev.lockstep.model.execution;

import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.Revision;
import dev.lockstep.engine.store.VBuckets;
import dev.lockstep.model.spec.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the store of one execution showed its readers, from one change of that to the next. */
public final class ShownStore {
  private final List<View> views = new ArrayList<>();

  /**
   * What the store showed.
   *
   * @param steps from when so many steps were taken
   * @param file the data file, empty if there is none
   * @param answer what a scan would have answered
   */
  public record View(int steps, String file, Answer answer) {}

  /** All of them, in order. */
  List<View> views() {
    return views;
  }

  /** Looks when so many steps were taken. Takes no step and holds nothing. */
  void look(int steps, VBuckets vbuckets) {
    View view = view(steps, vbuckets);
    int last = views.size() - 1;
    if (last >= 0 && views.get(last).steps == steps) {
      views.set(last, view);
    } else {
      views.add(view);
    }
  }

  private static View view(int steps, VBuckets vbuckets) {
    try {
      Optional<Revision> shown = new Client(vbuckets).shown();
      return shown.isEmpty()
          ? new View(steps, "", new Answer.NoSuchVBucket())
          : new View(steps, shown.get().file().name().toString(), Scans.seen(shown.get()));
    } catch (NoSuchVBucketException e) {
      return new View(steps, "", new Answer.NoSuchVBucket());
    } catch (IOException | RuntimeException | AssertionError e) {
      return new View(steps, "", new Answer.Failed(Words.of(e)));
    }
  }
}
