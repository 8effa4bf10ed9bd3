package dev.lockstep.stress.checking;

import dev.lockstep.stress.subject.CountedFiles;
import dev.lockstep.stress.subject.CountedPlatform;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** The {@link SmallStore} as Lincheck wants it, on the cells and mutexes that ship. */
@Param(name = "value", gen = IntGen.class, conf = "1:2")
public final class SmallStoreOperations {
  private final SmallStore store = new SmallStore(new CountedPlatform(new CountedFiles()));

  public SmallStoreOperations() {
    InvocationCount.add();
  }

  @Operation
  public long put(@Param(name = "value") int value) {
    return store.put("a", value);
  }

  @Operation
  public int get() {
    return store.get("a").orElse(0);
  }

  @Operation
  public void compact() {
    store.compact();
  }
}
