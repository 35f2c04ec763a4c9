package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.shell.Call;

/** tune2fs for UUID and label, and e2label. */
final class Tune2fs extends E2Tool {

    private static final List<Options.Known> KNOWN = List.of(flag('l', "l"), valued('L', "L"), valued('U', "U"));
    private static final String USAGE = "Usage: tune2fs [-c max_mounts_count] [-e errors_behavior] [-f] [-g group]\n"
            + "\t[-i interval[d|m|w]] [-j] [-J journal_options] [-l]\n"
            + "\t[-m reserved_blocks_percent] [-o [^]mount_options[,...]]\n"
            + "\t[-r reserved_blocks_count] [-u user] [-C mount_count]\n"
            + "\t[-L volume_label] [-M last_mounted_dir]\n"
            + "\t[-O [^]feature[,...]] [-Q quota_options]\n"
            + "\t[-E extended-option[,...]] [-T last_check_time] [-U UUID]\n"
            + "\t[-I new_inode_size] [-z undo_file] device\n";

    Tune2fs(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        if (Options.program(call).equals("e2label")) {
            return label(call, call.arguments());
        }
        call.print("tune2fs " + VERSION + "\n");
        Optional<Options> options = Options.read(call, "tune2fs", KNOWN, USAGE);
        return options.isEmpty() ? 1 : run(call, options.get());
    }

    private int run(Call call, Options options) throws IOException {
        if (options.words().size() != 1 || options.names().isEmpty()) {
            call.warn(USAGE);
            return 1;
        }
        return change(call, options, options.words().getFirst());
    }

    private int change(Call call, Options options, String device) throws IOException {
        Optional<Content.Files> files = open(call, device);
        if (files.isEmpty()) {
            return 1;
        }
        Optional<String> said = options.value("U");
        UUID uuid = files.get().uuid();
        if (said.isPresent()) {
            boolean plain = said.get().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
            if (!plain && !List.of("random", "time", "clear", "null").contains(said.get())) {
                call.warn("tune2fs: Invalid UUID format\n\n");
                return 1;
            }
            uuid = plain
                    ? UUID.fromString(said.get())
                    : said.get().equals("random") || said.get().equals("time")
                            ? Drivers.uuid(running().random())
                            : new UUID(0, 0);
        }
        String label = options.value("L").orElse(files.get().label());
        if (label.length() > LABEL) {
            call.warn("Warning: label too long, truncating.\n");
            label = label.substring(0, LABEL);
        }
        if (options.has("L") || said.isPresent()) {
            rename(block(call, device), files.get(), uuid, label);
        }
        if (options.has("l")) {
            call.print(header(open(call, device).orElseThrow()));
        }
        return 0;
    }

    private int label(Call call, List<String> words) throws IOException {
        if (words.isEmpty() || words.size() > 2) {
            call.warn("Usage: e2label device [newlabel]\n");
            return 1;
        }
        Optional<Content.Files> files = open(call, words.getFirst());
        if (files.isEmpty()) {
            return 1;
        }
        if (words.size() == 1) {
            call.print(files.get().label() + "\n");
            return 0;
        }
        String label = words.get(1);
        if (label.length() > LABEL) {
            call.warn("Warning: label too long, truncating.\n");
            label = label.substring(0, LABEL);
        }
        rename(block(call, words.getFirst()), files.get(), files.get().uuid(), label);
        return 0;
    }
}
