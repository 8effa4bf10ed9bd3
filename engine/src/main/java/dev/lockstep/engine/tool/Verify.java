package dev.lockstep.engine.tool;

import dev.lockstep.engine.couch.CheckReport;
import dev.lockstep.engine.couch.CouchFileCheck;
import java.io.IOException;
import java.io.Writer;

/** Walks every structure of a couch file and says what is broken. */
public final class Verify {
  private Verify() {}

  /**
   * Checks the file and writes to {@code out} a line for each problem, a line for each size that is
   * no damage but differs from what we would write, and one line of summary.
   *
   * @return whether the file is sound
   * @throws UnusableFileException if it cannot be opened at all
   */
  public static boolean write(CouchSource source, Writer out) throws IOException {
    CheckReport report = source.read(file -> CouchFileCheck.run(file, file.lastHeader()));
    String start = source.name() + ": ";
    for (String problem : report.problems()) {
      out.write(start + problem + "\n");
    }
    for (String remark : report.remarks()) {
      out.write(start + "no damage, another store's way to count: " + remark + "\n");
    }
    out.write(start + summary(report) + "\n");
    out.flush();
    return report.problems().isEmpty();
  }

  private static String summary(CheckReport report) {
    String found = report.live() + " live and " + report.deleted()
        + " deleted documents, bodies of " + report.physicalSize() + " bytes";
    int problems = report.problems().size();
    if (problems == 0) {
      return "sound: " + found;
    }
    return "damaged: " + problems + (problems == 1 ? " problem; " : " problems; ") + found
        + " readable";
  }
}
