package dev.lockstep.stress.architecture.offending;

import java.util.IdentityHashMap;

final class OffendsIdentity {

  static int hash(Object object) {
    return System.identityHashCode(object);
  }

  static Object map() {
    return new IdentityHashMap<String, String>();
  }
}
