package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.agent.simulated.debian.MdadmArguments.Named;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mdadm --misc: looks at arrays and superblocks, stops arrays and clears superblocks. */
final class MdadmMisc {

    private static final Set<String> ACTIONS = Set.of("idle", "frozen", "check", "repair");

    private final Mdadm mdadm;
    private final Call call;
    private final MdadmArguments arguments;
    private final MdadmText text;

    MdadmMisc(Mdadm mdadm, Call call, MdadmArguments arguments) {
        this.mdadm = mdadm;
        this.call = call;
        this.arguments = arguments;
        this.text = new MdadmText(mdadm.drivers(), mdadm.homehost(call, arguments));
    }

    private int say(int code, String message) throws IOException {
        return Mdadm.say(call, code, message);
    }

    private boolean brief() {
        return arguments.has("brief") || arguments.has("scan");
    }

    int run() throws IOException, InterruptedException {
        if (arguments.has("examine")) {
            return examine();
        }
        if (arguments.devices().isEmpty()) {
            return arguments.has("scan") ? scan() : say(2, "No devices given.");
        }
        int code = 0;
        for (Named named : arguments.devices()) {
            code |= one(named);
        }
        return code;
    }

    private int one(Named named) throws IOException, InterruptedException {
        String device = named.device();
        return switch (named.doing()) {
            case "detail" -> detail(device);
            case "stop" -> stop(device);
            case "readwrite" -> readwrite(device);
            case "wait" -> await(device);
            case "zero-superblock" -> zero(device);
            case "action" -> action(device);
            case "", "query" -> query(device);
            default -> say(2, "No action given for " + device + " in --misc mode");
        };
    }

    private List<MdArray> arrays() {
        return mdadm.drivers().md().arrays().reversed();
    }

    private int scan() throws IOException {
        if (arguments.has("stop")) {
            int code = 0;
            for (MdArray array : mdadm.drivers().md().arrays()) {
                code |= stop(array, array.path());
            }
            return code;
        }
        if (!arguments.has("detail")) {
            return say(2, "No devices given.");
        }
        for (MdArray array : arrays()) {
            print(array.path(), array);
        }
        return 0;
    }

    private void print(String path, MdArray array) throws IOException {
        if (arguments.has("export")) {
            call.print(text.export(array));
        } else if (brief()) {
            call.print(text.line(path, array, arguments.verbose(), !arguments.has("no-devices")));
        } else {
            call.print(text.detail(path, array, !arguments.has("no-devices")));
        }
    }

    private int detail(String path) throws IOException {
        int absent = arguments.has("test") ? 4 : 1;
        Optional<MdArray> array;
        try {
            array = mdadm.drivers().md().array(mdadm.minor(call, path));
        } catch (ErrnoException refused) {
            boolean other = refused.errno() == org.applepie.agent.simulated.files.Errno.ENOTBLK;
            return say(
                    absent,
                    other
                            ? path + " does not appear to be an md device"
                            : "cannot open " + path + ": " + refused.errno().text());
        }
        if (array.isEmpty()) {
            return say(absent, path + " does not appear to be an md device");
        }
        print(path, array.get());
        return arguments.has("test") && array.get().degraded() ? 1 : 0;
    }

    private int examine() throws IOException {
        List<String> devices = new ArrayList<>(arguments.names());
        if (devices.isEmpty()) {
            if (!arguments.has("scan")) {
                return say(2, "No devices to examine");
            }
            mdadm.drivers().blocks().forEach(block -> devices.add(block.path()));
        }
        List<MdSuperblock> told = new ArrayList<>();
        int code = 0;
        for (String device : devices) {
            code |= examine(device, told);
        }
        return code;
    }

    private int examine(String device, List<MdSuperblock> told) throws IOException {
        Block block;
        try {
            block = mdadm.block(call, device);
        } catch (ErrnoException refused) {
            return arguments.has("scan")
                    ? 0
                    : say(1, "cannot open " + device + ": " + refused.errno().text());
        }
        mdadm.drivers().md().settle();
        Optional<MdSuperblock> found = FoundArray.superblock(block);
        if (found.isEmpty()) {
            return brief() ? 0 : say(1, "No md superblock detected on " + device + ".");
        }
        if (arguments.has("export")) {
            call.print(MdadmText.exportExamined(found.get()));
        } else if (!brief()) {
            call.print(text.examined(device, found.get(), (Region) block.medium()));
        } else if (told.stream().noneMatch(one -> one.uuid().equals(found.get().uuid()))) {
            told.add(found.get());
            call.print(MdadmText.line(found.get(), arguments.verbose()));
        }
        return 0;
    }

    private int stop(String path) throws IOException {
        if (arguments.has("scan")) {
            return say(1, "--stop not meaningful with both a --scan assembly and a device name.");
        }
        Optional<MdArray> array = mdadm.array(call, path);
        return array.isEmpty() ? 1 : stop(array.get(), path);
    }

    private int stop(MdArray array, String path) throws IOException {
        if (mdadm.drivers().inUse(mdadm.drivers().block(array))) {
            return say(
                    1,
                    "Cannot get exclusive access to " + path
                            + ":Perhaps a running process, mounted filesystem or active volume group?");
        }
        mdadm.drivers().md().stop(array);
        return arguments.quiet() ? 0 : say(0, "stopped " + path);
    }

    private int readwrite(String path) throws IOException {
        Optional<MdArray> array = mdadm.array(call, path);
        array.ifPresent(MdArray::written);
        return array.isPresent() ? 0 : 1;
    }

    // Whoever waits lets the time pass that the array needs.
    private int await(String path) throws IOException, InterruptedException {
        int minor;
        try {
            minor = mdadm.minor(call, path);
        } catch (ErrnoException refused) {
            return say(2, "stat failed for " + path + ": " + refused.errno().text());
        }
        int code = 1;
        while (true) {
            Optional<MdArray> array = mdadm.drivers().md().array(minor);
            boolean idle = array.isEmpty()
                    || array.get().filling().isEmpty()
                            && array.get().checking().isEmpty()
                            && !array.get().delayed();
            if (idle) {
                return code;
            }
            code = 0;
            call.time().sleep(java.time.Duration.ofSeconds(1));
        }
    }

    private int zero(String device) throws IOException {
        Optional<Block> block = mdadm.blockIfAny(call, device);
        boolean mine = block.isPresent()
                && block.get().medium() instanceof Region
                && (arguments.has("force") || !mdadm.drivers().busy(block.get()));
        if (!mine || mdadm.drivers().holder(block.get()).isPresent()) {
            return say(2, "Couldn't open " + device + " for write - not zeroing");
        }
        if (FoundArray.superblock(block.get()).isEmpty()) {
            return say(0, "Unrecognised md component device - " + device);
        }
        ((Region) block.get().medium()).clearSuperblock();
        return 0;
    }

    private int action(String path) throws IOException {
        String wanted = arguments.value("action").orElseThrow();
        if (!ACTIONS.contains(wanted)) {
            return say(2, "unrecognised value for --action: " + wanted);
        }
        Optional<MdArray> array;
        try {
            array = mdadm.drivers().md().array(mdadm.minor(call, path));
        } catch (ErrnoException refused) {
            return say(1, "Couldn't open " + path + ": " + refused.errno().text());
        }
        if (array.isEmpty()) {
            return say(1, path + " is no an md array");
        }
        if (wanted.equals("repair") || wanted.equals("frozen")) {
            return say(1, "this simulation does not " + wanted);
        }
        try {
            if (wanted.equals("idle")) {
                mdadm.drivers().md().idle(array.get());
            } else {
                mdadm.drivers().md().check(array.get());
            }
            return 0;
        } catch (ErrnoException refused) {
            return say(
                    1,
                    "Count not set action for " + path + " to " + wanted + ": "
                            + refused.errno().text());
        }
    }

    private int query(String device) throws IOException {
        Block block;
        try {
            block = mdadm.block(call, device);
        } catch (ErrnoException refused) {
            return say(1, "cannot open " + device + ": " + refused.errno().text());
        }
        if (block.medium() instanceof MdArray array) {
            call.print(device + ": " + text.query(array));
            return 0;
        }
        call.print(device + ": is not an md array\n");
        Optional<MdSuperblock> found = FoundArray.superblock(block);
        if (found.isPresent()) {
            Optional<MdArray> running = mdadm.drivers().md().arrays().stream()
                    .filter(array -> array.uuid().equals(found.get().uuid()))
                    .min(Comparator.comparingInt(MdArray::minor));
            call.print(MdadmText.query(device, found.get(), running));
        }
        return 0;
    }
}
