package dev.lockstep.stress.subject;

import dev.lockstep.engine.platform.Task;
import java.util.ArrayList;
import java.util.List;

/** The platform of a race whose actors run the tasks: see {@link DeferredTask}. */
public class DeferredPlatform extends CountedPlatform {
  private final List<DeferredTask> started = new ArrayList<>();

  public DeferredPlatform(CountedFiles files) {
    super(files);
  }

  @Override
  public final Task start(String name, Runnable body) {
    DeferredTask task = new DeferredTask(name, body);
    started.add(task);
    return task;
  }

  /** The only task that was started with a name that begins so. */
  final DeferredTask task(String prefix) {
    List<DeferredTask> found =
        started.stream().filter(task -> task.name().startsWith(prefix)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " tasks called " + prefix + " were started, not one");
    }
    return found.get(0);
  }
}
