package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** tune2fs 1.37: UUID, label and what else may be said of a file system without a change that matters here. */
final class Tune2fs extends Tool {

    private static final String VALUED = "cCeEgiJLmMorTuUsO";

    Tune2fs(Drivers drivers) {
        super(drivers);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        call.print("tune2fs 1.37 (21-Mar-2005)\n");
        String uuid = null;
        String label = null;
        String device = null;
        boolean list = false;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean valued = word.matches("-[a-zA-Z]") && VALUED.indexOf(word.charAt(1)) >= 0;
            String value = valued && at + 1 < words.size() ? words.get(++at) : "";
            uuid = word.equals("-U") ? value : uuid;
            label = word.equals("-L") ? value : label;
            list |= word.equals("-l");
            device = word.startsWith("-") ? device : word;
        }
        if (device == null) {
            call.warn("Usage: tune2fs [-c max_mounts_count] [-L volume_label] [-U UUID] device\n");
            return 1;
        }
        return change(call, device, list, Optional.ofNullable(uuid), Optional.ofNullable(label));
    }

    private int change(Call call, String device, boolean list, Optional<String> uuid, Optional<String> label)
            throws IOException {
        Block block;
        try {
            block = block(call, device);
        } catch (ErrnoException refused) {
            call.warn("tune2fs: " + refused.errno().text() + " while trying to open " + device + "\n");
            return 1;
        }
        if (!(block.medium().content() instanceof Content.Files files)) {
            call.warn("tune2fs: Bad magic number in super-block while trying to open " + device
                    + "\nCouldn't find valid filesystem superblock.\n");
            return 1;
        }
        if (list) {
            call.print(new Superblock(files, drivers().mounted().contains(block.number())).listing());
            return 0;
        }
        Optional<UUID> wanted;
        try {
            wanted = uuid.map(UUID::fromString);
        } catch (IllegalArgumentException bad) {
            call.warn("tune2fs: Invalid UUID format\n");
            return 1;
        }
        if (wanted.isPresent() || label.isPresent()) {
            block.medium().fill(renamed(files, wanted.orElse(files.uuid()), label.orElse(files.label())));
        }
        return 0;
    }

    private static Content.Files renamed(Content.Files files, UUID uuid, String label) {
        files.tree().uuid(uuid.toString());
        files.tree().label(label);
        return new Content.Files(files.layout(), files.type(), uuid, label, files.sizeKib(), files.tree());
    }
}
