package dev.lockstep.engine.platform;

/** A platform that passes every call on to another one: for a platform that differs in a few calls. */
public abstract class ForwardingPlatform implements Platform {
  private final Platform platform;

  /** Passes calls on to {@code platform}. */
  protected ForwardingPlatform(Platform platform) {
    this.platform = platform;
  }

  @Override
  public StorageFiles files() {
    return platform.files();
  }

  @Override
  public Clock clock() {
    return platform.clock();
  }

  @Override
  public RandomBytes random() {
    return platform.random();
  }

  @Override
  public Mutex newMutex(String name) {
    return platform.newMutex(name);
  }

  @Override
  public <T> Cell<T> newCell(String name, T initial) {
    return platform.newCell(name, initial);
  }

  @Override
  public LongCell newLongCell(String name, long initial) {
    return platform.newLongCell(name, initial);
  }

  @Override
  public Task start(String name, Runnable body) {
    return platform.start(name, body);
  }

  @Override
  public void reached(String milestone, String subject, long value) {
    platform.reached(milestone, subject, value);
  }
}
