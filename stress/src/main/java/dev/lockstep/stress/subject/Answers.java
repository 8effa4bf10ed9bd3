package dev.lockstep.stress.subject;

import dev.lockstep.engine.bucket.CasMismatchException;
import dev.lockstep.engine.bucket.NotPersistedException;
import dev.lockstep.engine.bucket.RolledBackException;
import dev.lockstep.engine.revision.NoSuchVBucketException;
import dev.lockstep.engine.revision.VBucketClosedException;
import dev.lockstep.engine.schedule.CompactionCancelledException;
import dev.lockstep.engine.vbucket.CompactionResult;
import dev.lockstep.engine.vbucket.CompactionRunningException;
import dev.lockstep.engine.vbucket.VBucketExistsException;
import java.io.IOException;

/** What a call to the engine answers, in words; a failure that no race may meet ends the race. */
final class Answers {

  private Answers() {}

  /** A call. */
  @FunctionalInterface
  interface Call {
    String make() throws IOException;
  }

  static String of(Call call) {
    try {
      return call.make();
    } catch (NoSuchVBucketException e) {
      return "no such vbucket";
    } catch (RolledBackException e) {
      return "rolled back";
    } catch (VBucketClosedException e) {
      return "closed";
    } catch (VBucketExistsException e) {
      return "exists";
    } catch (CompactionRunningException e) {
      return "running";
    } catch (CompactionCancelledException e) {
      return "cancelled";
    } catch (NotPersistedException e) {
      return "not persisted";
    } catch (CasMismatchException e) {
      return "mismatch";
    } catch (ClosedFileException e) {
      return "a closed file";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String word(CompactionResult result) {
    return switch (result.status()) {
      case SWITCHED -> "switched";
      case ABORTED -> "aborted";
    };
  }
}
