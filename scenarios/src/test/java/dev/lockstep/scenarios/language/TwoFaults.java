package dev.lockstep.scenarios.language;

import dev.lockstep.engine.vbucket.VBucketParts;
import java.util.List;
import java.util.Optional;

/** A catalog with the faults {@code B05} and {@code B18}, which change nothing. */
final class TwoFaults implements FaultCatalog {
  @Override
  public Optional<VBucketParts> find(String name) {
    return names().contains(name) ? Optional.of(VBucketParts.standard()) : Optional.empty();
  }

  @Override
  public List<String> names() {
    return List.of("B05", "B18");
  }
}
