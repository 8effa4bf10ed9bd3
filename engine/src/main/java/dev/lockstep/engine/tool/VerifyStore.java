package dev.lockstep.engine.tool;

import dev.lockstep.engine.revision.VBucketCheck;
import dev.lockstep.engine.revision.VBucketFileName;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Checks every vbucket of a store that no program has open. */
public final class VerifyStore {
  private VerifyStore() {}

  /**
   * Checks the file of each vbucket that an opening would try first, structure and counters. Writes to
   * {@code out} a line for each problem, one for each vbucket that is sound, one for each file that an
   * opening would remove or leave aside, and one line of summary.
   *
   * @return whether all vbuckets are sound
   * @throws UnusableFileException if one is encrypted, and the keys do not open it: that is no damage
   */
  public static boolean write(StoreFolder folder, Writer out) throws IOException {
    int damaged = 0;
    for (VBucketFileName name : folder.vbuckets().values()) {
      List<String> problems = problems(folder, name);
      for (String problem : problems) {
        out.write(problem.startsWith(name + ":") ? problem + "\n" : name + ": " + problem + "\n");
      }
      if (problems.isEmpty()) {
        out.write(name + ": sound\n");
      }
      damaged += problems.isEmpty() ? 0 : 1;
    }
    for (VBucketFileName leftover : folder.leftovers()) {
      out.write(leftover + ": left over: " + whatItIs(leftover) + "\n");
    }
    out.write(summary(folder.vbuckets().size(), damaged, folder.leftovers().size()) + "\n");
    out.flush();
    return damaged == 0;
  }

  private static List<String> problems(StoreFolder folder, VBucketFileName name)
      throws IOException {
    try {
      return folder.read(name, (file, couch) -> VBucketCheck.newestCommit(couch));
    } catch (UnusableFileException e) {
      if (e.isForLackOfKeys()) {
        throw e;
      }
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static String whatItIs(VBucketFileName leftover) {
    if (leftover.isData()) {
      return "an older revision or a deleted one, removed at the next opening";
    }
    if (leftover.isUnfinished()) {
      return "what a compaction or a creation did not finish, removed at the next opening";
    }
    return leftover.isDeletionMark()
        ? "the mark of a deletion: older revisions stay deleted"
        : "set aside by an opening, kept for people to look at";
  }

  private static String summary(int vbuckets, int damaged, int leftovers) {
    String checked = damaged == 0
        ? "sound: " + vbuckets + " of " + vbuckets + " vbuckets"
        : "damaged: " + damaged + " of " + vbuckets + " vbuckets";
    return leftovers == 0 ? checked : checked + "; files left over: " + leftovers;
  }
}
