package dev.lockstep.model.execution;

import dev.lockstep.engine.opening.WarmUpReport;
import dev.lockstep.engine.store.StoreWarmUpReport;
import dev.lockstep.model.scenario.Property;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether what an opening says of itself is so: of the files found, those are gone that it has removed, or
 * set aside under another name, and of those there now, only those are new that it has set aside or
 * created.
 */
final class OpeningReport {
  /** What follows the name that a file had before it was set aside. */
  static final String SET_ASIDE = ".damaged";

  private OpeningReport() {}

  /** What is not so of an opening that found files of these names and left those. */
  static @Nullable Violation contradiction(
      List<String> found, StoreWarmUpReport report, List<String> left) {
    Set<String> told = new TreeSet<>(found);
    boolean areRight = takeAll(told, report.removed());
    for (WarmUpReport vbucket : report.opened().values()) {
      areRight &= takeAll(told, vbucket.removed());
      for (String name : vbucket.setAside()) {
        areRight &= told.remove(name.substring(0, name.indexOf(SET_ASIDE))) && told.add(name);
      }
      areRight &= vbucket.created() == told.add(vbucket.chosen());
    }
    return areRight && List.copyOf(told).equals(left)
        ? null
        : Violation.of(
            Property.FILES,
            "an opening says which files it has chosen, created, removed and set aside; it found "
                + found,
            "it says " + told(report) + "; there are " + left);
  }

  private static boolean takeAll(Set<String> names, Collection<String> gone) {
    return names.containsAll(gone) && (gone.isEmpty() || names.removeAll(gone));
  }

  private static List<String> told(StoreWarmUpReport report) {
    List<String> lines = new ArrayList<>();
    report.opened().values().forEach(opened -> lines.add(opened.toString()));
    report.damaged().values().forEach(damaged -> lines.add(damaged.toString()));
    lines.add("of deleted vbuckets removed " + report.removed());
    return lines;
  }
}
