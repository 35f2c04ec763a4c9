package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;

/** grub-mkconfig of GRUB 2.06, and update-grub, which calls it. */
final class GrubMkconfig extends Tool {

    GrubMkconfig(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        boolean update = call.name().endsWith("update-grub");
        List<String> words = call.arguments();
        String target = update ? "/boot/grub/grub.cfg" : "";
        if (!update && words.size() == 2 && words.getFirst().equals("-o")) {
            target = words.getLast();
        } else if (!words.isEmpty()) {
            call.warn("Unrecognized option `" + words.getFirst() + "'\nUsage: grub-mkconfig [OPTION]\n");
            return 1;
        }
        View files = call.files();
        Optional<Location> root = Location.of(drivers(), files, "/");
        Optional<Location> boot = Location.of(drivers(), files, "/boot");
        if (root.isEmpty() || boot.isEmpty()) {
            call.warn("/usr/sbin/grub-probe: error: cannot find a device for / (is /dev mounted?).\n");
            return 1;
        }
        call.warn("Generating grub configuration file ...\n");
        String text = new GrubMenu(drivers(), files, root.get(), boot.get(), call).text();
        call.warn("Warning: os-prober will not be executed to detect other bootable partitions.\n"
                + "Systems on them will not be added to the GRUB boot configuration.\n"
                + "Check GRUB_DISABLE_OS_PROBER documentation entry.\ndone\n");
        return write(call, target, text);
    }

    private static int write(Call call, String target, String text) throws IOException {
        if (target.isEmpty()) {
            call.print(text);
            return 0;
        }
        try {
            call.files().write(target + ".new", text);
            call.files().mode(target + ".new", 0600);
            call.files().rename(target + ".new", target);
            return 0;
        } catch (ErrnoException refused) {
            call.warn("/usr/sbin/grub-mkconfig: 1: cannot create " + target + ".new: "
                    + refused.errno().text() + "\n");
            return 1;
        }
    }
}
