package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Descriptor;

/** A change of options of what is mounted already: of one mount with bind, of its file system without. */
final class Remount {

    private final Running running;
    private final Call call;

    Remount(Running running, Call call) {
        this.running = running;
        this.call = call;
    }

    int run(String point, MountOptions options) throws IOException {
        if (!call.files().exists(point)) {
            return Mount.refuse(call, point, "mount point does not exist");
        }
        Optional<MountEntry> mounted = entry(point);
        if (mounted.isEmpty()) {
            return Mount.refuse(call, point, "mount point not mounted or bad option");
        }
        FileSystem files = mounted.get().fileSystem();
        if (!options.bind()) {
            if (options.readOnly() && written(mounted.get())) {
                return Mount.refuse(call, point, "mount point is busy");
            }
            files.readOnly(options.readOnly());
            if (!options.readOnly()) {
                running.drivers().block(mounted.get().device()).ifPresent(block -> {
                    if (block.medium() instanceof MdArray array) {
                        array.written();
                    }
                });
            }
        }
        return change(point, mounted.get(), options);
    }

    private int change(String point, MountEntry mounted, MountOptions options) throws IOException {
        List<String> kept = new ArrayList<>(options.ofMount());
        mounted.options().stream()
                .filter(old -> !old.equals("rw") && !old.equals("ro") && !kept.contains(old))
                .filter(old -> !old.equals("noatime"))
                .forEach(kept::add);
        try {
            running.namespace().remount(call.files(), point, kept);
            return 0;
        } catch (ErrnoException refused) {
            return Mount.refuse(call, point, "mount point not mounted or bad option");
        }
    }

    // The topmost of several on one place.
    private Optional<MountEntry> entry(String point) {
        try {
            String path = call.files().canonical(point);
            return running.namespace().mounts(call.files()).stream()
                    .filter(mount -> mount.point().equals(path))
                    .reduce((first, last) -> last);
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
    }

    private boolean written(MountEntry mounted) {
        return running.kernel().stream()
                .flatMap(kernel -> kernel.processes().stream())
                .anyMatch(process -> process.descriptors().stream()
                        .map(process::descriptor)
                        .anyMatch(one -> one != null && written(one, mounted)));
    }

    private boolean written(Descriptor descriptor, MountEntry mounted) {
        OpenFile file = descriptor.description().file();
        return file != null && file.may(Access.WRITE) && on(file.path(), mounted);
    }

    private boolean on(String path, MountEntry mounted) {
        try {
            return call.files().stat(path).device().equals(mounted.device());
        } catch (ErrnoException gone) {
            return false;
        }
    }
}
