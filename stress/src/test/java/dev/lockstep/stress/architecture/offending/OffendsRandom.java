package dev.lockstep.stress.architecture.offending;

import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

final class OffendsRandom {

  static double math() {
    return Math.random();
  }

  static int seeded() {
    return new Random(1).nextInt();
  }

  static int secure() {
    return new SecureRandom().nextInt();
  }

  static int ofThread() {
    return ThreadLocalRandom.current().nextInt();
  }

  static String unique() {
    return UUID.randomUUID().toString();
  }
}
