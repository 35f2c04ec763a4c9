package org.applepie.agent.simulated.files;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A namespace with one small file system, and a clock that goes on by one with each look at it. */
final class SmallFiles {

    final AtomicLong clock = new AtomicLong(1000);
    final FileSystem root = fileSystem(100, 50);
    final Namespace namespace = new Namespace(
            root, "/dev/sda1", new DeviceNumber(8, 1), List.of("rw"), clock::incrementAndGet, Devices.NONE);
    final View files = namespace.view();

    static FileSystem fileSystem(long blocks, long inodes) {
        return new FileSystem(new Format("ext4", "", "", blocks, inodes));
    }

    /** Mounts another one. */
    FileSystem mount(String path, int minor) throws ErrnoException {
        FileSystem other = fileSystem(100, 50);
        namespace.mount(files, path, other, "/dev/sdb" + minor, new DeviceNumber(8, 16 + minor), List.of("rw"));
        return other;
    }

    static AbstractThrowableAssert<?, ? extends Throwable> refused(Errno errno, ThrowingCallable call) {
        return Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ErrnoException.class,
                        refused -> Assertions.assertThat(refused.errno()).isEqualTo(errno));
    }
}
