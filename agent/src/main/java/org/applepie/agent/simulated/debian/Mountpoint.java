package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;

import java.io.IOException;
import java.util.List;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.shell.Call;

/** mountpoint of util-linux 2.38.1. */
final class Mountpoint extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('q', "quiet"), flag("nofollow"), flag('d', "fs-devno"), flag('x', "devno"), flag('V', "version"));

    Mountpoint(Running running) {
        super(running, KNOWN, "mountpoint from util-linux 2.38.1");
    }

    @Override
    int run(Call call, Options options) throws IOException {
        if (options.words().size() != 1) {
            call.warn("mountpoint: bad usage\nTry 'mountpoint --help' for more information.\n");
            return 1;
        }
        String path = options.words().getFirst();
        try {
            Stat stat = options.has("nofollow")
                    ? call.files().lstat(path)
                    : call.files().stat(path);
            return options.has("devno") ? number(call, path, stat) : tell(call, path, stat, options);
        } catch (ErrnoException refused) {
            return options.has("quiet")
                    ? 1
                    : call.fail(1, path + ": " + refused.errno().text());
        }
    }

    private int number(Call call, String path, Stat stat) throws IOException {
        if (!Tagged.isBlock(call.files(), path)) {
            return call.fail(Mount.FAILED, path + ": not a block device");
        }
        call.print(stat.special() + "\n");
        return 0;
    }

    private int tell(Call call, String path, Stat stat, Options options) throws IOException {
        if (!stat.isDirectory()) {
            return options.has("quiet") ? 1 : call.fail(1, path + ": " + Errno.ENOTDIR.text());
        }
        String real = call.files().canonical(path);
        boolean mounted = running().namespace().mounts(call.files()).stream()
                .anyMatch(mount -> mount.point().equals(real));
        if (mounted && options.has("fs-devno")) {
            call.print(stat.device() + "\n");
        } else if (!options.has("quiet")) {
            call.print(path + (mounted ? " is a mountpoint\n" : " is not a mountpoint\n"));
        }
        return mounted ? 0 : Mount.FAILED;
    }
}
