package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.shell.Call;

/** grub-probe of GRUB 2.06, for paths. */
final class GrubProbe extends Tool {

    GrubProbe(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        String target = "fs";
        String path = "";
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("--target=")) {
                target = word.substring("--target=".length());
            } else if (word.equals("-t") && at + 1 < words.size()) {
                target = words.get(++at);
            } else if (word.startsWith("-")) {
                call.warn("grub-probe: unrecognized option '" + word
                        + "'\nTry 'grub-probe --help' or 'grub-probe --usage' for more information.\n");
                return 64;
            } else {
                path = word;
            }
        }
        Optional<Location> found = Location.of(drivers(), call.files(), path);
        if (found.isEmpty()) {
            call.warn(
                    call.files().exists(path)
                            ? "grub-probe: error: cannot find a device for " + path + " (is /dev mounted?).\n"
                            : "grub-probe: error: failed to get canonical path of `" + path + "'.\n");
            return 1;
        }
        return print(call, target, found.get());
    }

    private int print(Call call, String target, Location found) throws IOException {
        String text = switch (target) {
            case "fs" -> "ext2";
            case "fs_uuid" -> found.files().uuid().toString();
            case "fs_label" -> found.files().label();
            case "device" -> found.block().path();
            case "drive" -> "(" + GrubNames.of(drivers(), found.block()) + ")";
            default -> "";
        };
        if (text.isEmpty() && !target.equals("fs_label")) {
            call.warn("grub-probe: invalid argument '" + target + "' for '--target'\n");
            return 64;
        }
        call.print(text + "\n");
        return 0;
    }
}
