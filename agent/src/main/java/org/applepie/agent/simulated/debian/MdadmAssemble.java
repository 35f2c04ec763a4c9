package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mdadm --assemble and --incremental. An array that is not started leaves no trace here, where a real one stays inactive. */
final class MdadmAssemble {

    private final Mdadm mdadm;
    private final Call call;
    private final MdadmArguments arguments;
    private final MdadmConf conf;

    MdadmAssemble(Mdadm mdadm, Call call, MdadmArguments arguments) {
        this.mdadm = mdadm;
        this.call = call;
        this.arguments = arguments;
        this.conf = MdadmConf.of(call.files(), arguments.value("config").orElse(MdadmConf.PATH));
    }

    private int say(int code, String message) throws IOException {
        return Mdadm.say(call, code, message);
    }

    int run() throws IOException {
        if (arguments.has("incremental")) {
            return incremental();
        }
        if (arguments.has("scan") && arguments.devices().isEmpty()) {
            return scan();
        }
        if (arguments.has("no-degraded") && !arguments.has("scan")) {
            return say(1, "--no-degraded not meaningful without a --scan assembly.");
        }
        String path = arguments.names().getFirst();
        List<String> members = arguments.names().subList(1, arguments.names().size());
        return members.isEmpty() ? configured(path) : given(path, members);
    }

    private int scan() throws IOException {
        int count = 0;
        int code = 0;
        boolean any = conf.arrays().isEmpty();
        for (FoundArray found : FoundArray.all(mdadm.drivers())) {
            boolean named = conf.arrays().stream().anyMatch(line -> line.means(found.uuid(), found.name()));
            if (any || named) {
                code |= start(found, Optional.empty(), !arguments.has("no-degraded"));
                count++;
            }
        }
        return count == 0 ? say(1, "No arrays found in config file" + (any ? " or automatically" : "")) : code;
    }

    private int configured(String path) throws IOException {
        Optional<String> uuid = arguments.value("uuid").map(said -> said.replaceAll("[:. -]", ""));
        Optional<String> name = arguments.value("name");
        Optional<MdadmConf.Array> line = conf.arrays().stream()
                .filter(array -> array.path().equals(path))
                .findFirst();
        if (uuid.isEmpty() && name.isEmpty() && line.isEmpty()) {
            return say(1, path + " not identified in config file.");
        }
        Optional<FoundArray> found = FoundArray.all(mdadm.drivers()).stream()
                .filter(array -> uuid.isPresent() || name.isPresent()
                        ? uuid.map(array.uuid().replace(":", "")::equals).orElse(true)
                                && name.map(wanted -> array.name().equals(wanted)
                                                || array.name().endsWith(":" + wanted))
                                        .orElse(true)
                        : line.get().means(array.uuid(), array.name()))
                .findFirst();
        return found.isEmpty()
                ? say(1, "No arrays found in config file or automatically")
                : start(found.get(), Optional.of(path), true);
    }

    private int given(String path, List<String> members) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Optional<MdSuperblock> first = Optional.empty();
        for (String member : members) {
            Block block;
            try {
                block = mdadm.block(call, member);
                if (mdadm.drivers().busy(block)) {
                    throw new ErrnoException(Errno.EBUSY);
                }
            } catch (ErrnoException refused) {
                boolean busy = refused.errno() == Errno.EBUSY;
                return busy
                        ? say(1, member + " is busy - skipping")
                        : say(
                                1,
                                "cannot open device " + member + ": "
                                        + refused.errno().text());
            }
            Optional<MdSuperblock> found = FoundArray.superblock(block);
            if (found.isEmpty()) {
                return say(1, "no recogniseable superblock on " + member)
                        | say(1, member + " has no superblock - assembly aborted");
            }
            if (first.isPresent() && !first.get().uuid().equals(found.get().uuid())) {
                return say(1, "superblock on " + member + " doesn't match others - assembly aborted");
            }
            first = first.isPresent() ? first : found;
            blocks.add(block);
        }
        MdSuperblock superblock = first.orElseThrow();
        String name = superblock.version1().orElseThrow().name();
        return start(new FoundArray(superblock.uuid(), name, blocks), Optional.of(path), arguments.has("force"));
    }

    private int start(FoundArray found, Optional<String> path, boolean degraded) throws IOException {
        String shown = path.orElse(found.uuid());
        if (!found.complete() && !degraded && !arguments.has("run")) {
            int here = found.members().size();
            return say(
                    1,
                    shown + " assembled from " + drives(here) + " - need all " + disks(found)
                            + " to start it (use --run to insist).");
        }
        try {
            String homehost = mdadm.homehost(call, arguments);
            Optional<MdArray> array = path.isPresent()
                    ? found.start(mdadm.drivers(), path.get())
                    : found.start(mdadm.drivers(), conf, homehost);
            if (array.isEmpty()) {
                return say(1, shown + " assembled from 0 drives - not enough to start the array.");
            }
            int working = array.get().working();
            String out = working < array.get().raidDisks()
                    ? " (out of " + array.get().raidDisks() + ")"
                    : "";
            return arguments.quiet()
                    ? 0
                    : say(0, array.get().path() + " has been started with " + drives(working) + out + ".");
        } catch (ErrnoException refused) {
            return say(1, shown + " already active, cannot restart it!");
        }
    }

    private static String drives(int count) {
        return count + (count == 1 ? " drive" : " drives");
    }

    private static int disks(FoundArray found) {
        return found.members().stream()
                .flatMap(block -> FoundArray.superblock(block).stream())
                .mapToInt(MdSuperblock::raidDisks)
                .max()
                .orElse(0);
    }

    private int incremental() throws IOException {
        if (arguments.has("fail")) {
            return gone();
        }
        if (arguments.devices().isEmpty()) {
            return say(1, "--incremental requires a device.");
        }
        String device = arguments.names().getFirst();
        Optional<Block> block = mdadm.blockIfAny(call, device);
        if (block.isEmpty()) {
            return say(1, "stat failed for " + device + ": " + Errno.ENOENT.text());
        }
        Optional<MdSuperblock> superblock = FoundArray.superblock(block.get());
        if (superblock.isEmpty()) {
            return say(1, "no RAID superblock on " + device + ".");
        }
        Optional<MdArray> running = mdadm.drivers().md().arrays().stream()
                .filter(array -> array.uuid().equals(superblock.get().uuid()))
                .findFirst();
        return running.isPresent()
                ? join(running.get(), device, block.get())
                : attach(device, superblock.get().uuid());
    }

    private int join(MdArray array, String device, Block block) throws IOException {
        try {
            boolean known =
                    block.medium() instanceof Region && mdadm.drivers().md().readd(array, block.member());
            return known
                    ? say(0, device + " attached to " + array.path() + " which is already active.")
                    : say(
                            2,
                            "can only add " + device + " to " + array.path()
                                    + " as a spare, and force-spare is not set.");
        } catch (ErrnoException refused) {
            return say(
                    2,
                    "failed to add " + device + " to existing array " + array.path() + ": "
                            + refused.errno().text() + ".");
        }
    }

    private int attach(String device, String uuid) throws IOException {
        FoundArray found = FoundArray.all(mdadm.drivers()).stream()
                .filter(array -> array.uuid().equals(uuid))
                .findFirst()
                .orElseThrow();
        if (!found.complete() && !arguments.has("run")) {
            return say(
                    0,
                    device + " attached to /dev/md/" + found.name() + ", not enough to start ("
                            + found.members().size() + ").");
        }
        try {
            Optional<MdArray> array = found.start(mdadm.drivers(), conf, mdadm.homehost(call, arguments));
            return array.isEmpty()
                    ? say(0, device + " attached to /dev/md/" + found.name() + ", not enough to start (0).")
                    : say(0, device + " attached to " + array.get().path() + ", which has been started.");
        } catch (ErrnoException refused) {
            return say(2, "failed to start array: " + refused.errno().text());
        }
    }

    // udev tells so of a device that is gone, by the kernel's name for it.
    private int gone() throws IOException {
        if (arguments.devices().size() != 1) {
            return say(1, "'--incremental --fail' can only handle one device.");
        }
        String device = arguments.names().getFirst().replaceFirst("^/dev/", "");
        for (MdArray array : mdadm.drivers().md().arrays()) {
            for (var member : array.members()) {
                if (member.device().name().equals(device)) {
                    try {
                        mdadm.drivers().md().fail(array, member);
                        array.member(member.device().major(), member.device().minor())
                                .ifPresent(failed -> removeQuietly(array, failed));
                        return say(0, "set " + device + " faulty in " + array.path())
                                | say(0, "hot removed " + device + " from " + array.path());
                    } catch (ErrnoException refused) {
                        return say(
                                1,
                                "set device faulty failed for " + device + ":  "
                                        + refused.errno().text());
                    }
                }
            }
        }
        return say(1, device + " does not appear to be a component of any array");
    }

    private void removeQuietly(MdArray array, org.applepie.agent.simulated.hardware.MdMember failed) {
        try {
            mdadm.drivers().md().remove(array, failed);
        } catch (ErrnoException stays) {
            // It was failed in the moment before, and a failed one can be removed.
        }
    }
}
