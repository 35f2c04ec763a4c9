package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** blkid of e2fsprogs 1.37, which looks for an md superblock before anything else. */
final class Blkid extends Tool {

    Blkid(Drivers drivers) {
        super(drivers);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> devices = new ArrayList<>();
        List<String> arguments = call.arguments();
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            if (word.equals("-v") || word.equals("-V")) {
                call.warn("blkid 1.0.0 (12-Feb-2003)\n");
                return 0;
            }
            if (List.of("-c", "-w", "-s", "-t").contains(word)) {
                at++;
            } else if (!word.startsWith("-")) {
                devices.add(word);
            }
        }
        if (devices.isEmpty()) {
            drivers().blocks().forEach(block -> devices.add(block.path()));
        }
        int code = 2;
        for (String device : devices) {
            Optional<String> tags = tags(call, device);
            if (tags.isPresent()) {
                call.print(device + ": " + tags.get() + " \n");
                code = 0;
            }
        }
        return code;
    }

    private Optional<String> tags(Call call, String device) {
        try {
            Block block = block(call, device);
            if (block.medium() instanceof Region region && region.superblock().isPresent()) {
                return Optional.of("TYPE=\"mdraid\"");
            }
            return switch (block.medium().content()) {
                case Content.Files files ->
                    Optional.of("%sUUID=\"%s\" %sTYPE=\"%s\""
                            .formatted(
                                    files.label().isEmpty() ? "" : "LABEL=\"" + files.label() + "\" ",
                                    files.uuid(),
                                    files.type().equals("ext3") ? "SEC_TYPE=\"ext2\" " : "",
                                    files.type()));
                case Content.Swap swap -> Optional.of("TYPE=\"swap\"");
                case Content.Foreign foreign -> Optional.of("TYPE=\"" + foreign.type() + "\"");
                case Content.Zeros zeros -> Optional.empty();
                case Content.Garbage garbage -> Optional.empty();
            };
        } catch (ErrnoException | DriveFailure refused) {
            return Optional.empty();
        }
    }
}
