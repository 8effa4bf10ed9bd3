package dev.lockstep.engine.live;

import dev.lockstep.engine.bucket.Bucket;
import dev.lockstep.engine.bucket.BucketStatistics;
import dev.lockstep.engine.bucket.FlushCounts;
import dev.lockstep.engine.schedule.CompactionCounts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * A bucket's bean, {@code dev.lockstep:type=Bucket,directory="..."} with the directory's absolute path.
 * The store works without it, so what keeps it from being registered is told to the log. Each question
 * reads the bucket once, however many attributes it asks for.
 */
final class BucketBean extends StandardMBean {
  private static final System.Logger LOG = System.getLogger(BucketBean.class.getName());

  /** What the bean was made with; nobody is shown it. */
  private static final BucketStatistics NOTHING =
      new BucketStatistics(List.of(), List.of(), FlushCounts.NONE, CompactionCounts.NONE, Map.of());

  private final Path directory;
  private @Nullable Bucket bucket;
  private @Nullable ObjectName registered;

  BucketBean(Path directory) {
    super(new BucketAttributes(NOTHING), BucketMXBean.class, true);
    this.directory = directory;
  }

  /** The name of the bean of a directory's bucket. */
  static ObjectName nameOf(Path directory) throws MalformedObjectNameException {
    String path = directory.toAbsolutePath().normalize().toString();
    return new ObjectName("dev.lockstep:type=Bucket,directory=" + ObjectName.quote(path));
  }

  void register(Bucket opened) {
    bucket = opened;
    try {
      ObjectName name = nameOf(directory);
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
      registered = name;
    } catch (InstanceAlreadyExistsException e) {
      LOG.log(System.Logger.Level.WARNING, "a bucket in " + directory + " has a bean already", e);
    } catch (JMException e) {
      LOG.log(System.Logger.Level.WARNING, "the bucket in " + directory + " has no bean", e);
    }
  }

  void unregister() {
    if (registered != null) {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
      } catch (JMException e) {
        LOG.log(System.Logger.Level.WARNING, "the bean of " + directory + " stays", e);
      }
      registered = null;
    }
  }

  @Override
  public Object getAttribute(String name)
      throws AttributeNotFoundException, MBeanException, ReflectionException {
    return read().getAttribute(name);
  }

  /** All of one reading; none where that failed. */
  @Override
  public AttributeList getAttributes(String[] names) {
    try {
      return read().getAttributes(names);
    } catch (MBeanException e) {
      LOG.log(System.Logger.Level.WARNING, "the bucket in " + directory + " cannot be counted", e);
      return new AttributeList();
    }
  }

  private StandardMBean read() throws MBeanException {
    try {
      BucketStatistics now =
          Objects.requireNonNull(bucket, "registered before the bucket is open").statistics();
      return new StandardMBean(new BucketAttributes(now), BucketMXBean.class, true);
    } catch (IOException e) {
      throw new MBeanException(e);
    }
  }
}
