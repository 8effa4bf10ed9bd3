package dev.lockstep.scenarios.language;

import dev.lockstep.engine.vbucket.VBucketParts;
import java.util.List;
import java.util.Optional;

/** The seeded bugs that a scenario file may name as its {@code fault}. */
public interface FaultCatalog {

  /** The engine's parts with the named bug in them; empty where no bug has the name. */
  Optional<VBucketParts> find(String name);

  /** Every name, in the order in which people should read them. */
  List<String> names();
}
