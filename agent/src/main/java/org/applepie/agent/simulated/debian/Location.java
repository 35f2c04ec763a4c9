package org.applepie.agent.simulated.debian;

import java.util.Comparator;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;

/**
 * Where a path really is: what grub-probe finds out.
 *
 * @param inside path within the file system, empty for its root
 */
record Location(Block block, Content.Files files, String inside) {

    /** Nothing if the path is not there, or not on a block device that has a node in /dev as {@code view} sees it. */
    static Optional<Location> of(Drivers drivers, View view, String path) {
        try {
            String canonical = view.canonical(path);
            Optional<Block> block = drivers.block(view.stat(path).device());
            if (block.isEmpty() || !view.exists(block.get().path())) {
                return Optional.empty();
            }
            return block.get().medium().content() instanceof Content.Files files
                    ? Optional.of(new Location(block.get(), files, inside(view, canonical)))
                    : Optional.empty();
        } catch (ErrnoException | DriveFailure absent) {
            return Optional.empty();
        }
    }

    private static String inside(View view, String canonical) {
        String point = view.namespace().mounts(view).stream()
                .map(MountEntry::point)
                .filter(one -> one.equals("/") || canonical.equals(one) || canonical.startsWith(one + "/"))
                .max(Comparator.comparingInt(String::length))
                .orElse("/");
        return point.equals("/") ? canonical.equals("/") ? "" : canonical : canonical.substring(point.length());
    }
}
