package org.applepie.agent.simulated.debian;

import java.util.Optional;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;

/** What a device holds, for those who look for file systems: a member of an array holds none. */
final class FileSystems {

    private FileSystems() {}

    static Optional<Content.Files> files(Drivers drivers, Block block) {
        return content(drivers, block)
                .flatMap(content -> content instanceof Content.Files files ? Optional.of(files) : Optional.empty());
    }

    static boolean swap(Drivers drivers, Block block) {
        return content(drivers, block)
                .filter(content -> content instanceof Content.Swap)
                .isPresent();
    }

    static Optional<String> uuid(Drivers drivers, Block block) {
        return content(drivers, block).flatMap(content -> switch (content) {
            case Content.Files files -> Optional.of(files.uuid().toString());
            case Content.Swap swap -> Optional.of(swap.uuid().toString());
            case Content.Zeros zeros -> Optional.empty();
            case Content.Foreign foreign -> Optional.empty();
            case Content.Garbage garbage -> Optional.empty();
        });
    }

    private static Optional<Content> content(Drivers drivers, Block block) {
        try {
            boolean member = block.medium() instanceof Region region
                    && region.superblock().isPresent();
            return member || drivers.holder(block).isPresent()
                    ? Optional.empty()
                    : Optional.of(block.medium().content());
        } catch (DriveFailure dead) {
            return Optional.empty();
        }
    }
}
