package org.applepie.agent.simulated.debian;

import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.Block;

/** Finds devices by what they hold. */
final class Tagged {

    private Tagged() {}

    /** The device that {@code UUID=}, {@code LABEL=} or {@code PARTUUID=} means; of several the one that udev links to. */
    static Optional<Block> device(Running running, String tag) {
        int equals = tag.indexOf('=');
        String value = tag.substring(equals + 1).replace("\"", "");
        String directory = switch (tag.substring(0, equals)) {
            case "UUID" -> "by-uuid/";
            case "LABEL" -> "by-label/";
            case "PARTUUID" -> "by-partuuid/";
            default -> "by-nothing/";
        };
        String name = directory.equals("by-label/") ? Udev.encoded(value) : value;
        return Optional.ofNullable(running.kernelFiles().udev().links().get("/disk/" + directory + name));
    }

    static boolean isBlock(View files, String path) {
        try {
            return files.stat(path).type() == FileType.BLOCK_DEVICE;
        } catch (ErrnoException absent) {
            return false;
        }
    }
}
