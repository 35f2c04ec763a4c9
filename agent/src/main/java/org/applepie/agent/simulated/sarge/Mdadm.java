package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** mdadm 1.9.0. All that it says goes to standard error, except what was asked for with -D and -E. */
final class Mdadm extends Tool {

    private final Random random;

    Mdadm(Drivers drivers, Random random) {
        super(drivers);
        this.random = random;
    }

    @Override
    public int run(Call call) throws IOException {
        MdadmArguments arguments = new MdadmArguments(call.arguments());
        if (!arguments.valid() || call.arguments().isEmpty()) {
            call.warn("Usage: mdadm --help\n  for help\n");
            return 2;
        }
        return switch (arguments.mode()) {
            case 'V' -> {
                call.warn("mdadm - v1.9.0 - 04 February 2005\n");
                yield 0;
            }
            case 'C' -> new MdadmCreate(this, call, arguments, random).run();
            case 'A' -> new MdadmAssemble(this, call, arguments).run();
            case 'D' -> detail(call, arguments);
            case 'E' -> examine(call, arguments);
            case 'S' -> stop(call, arguments);
            case 'K' -> zero(call, arguments);
            default -> manage(call, arguments);
        };
    }

    static int say(Call call, int code, String message) throws IOException {
        call.warn("mdadm: " + message + "\n");
        return code;
    }

    /** The number of an array's node. */
    int minor(Call call, String path) throws ErrnoException {
        Stat stat = call.files().stat(path);
        if (stat.type() != FileType.BLOCK_DEVICE || stat.special().major() != 9) {
            throw new ErrnoException(Errno.EINVAL);
        }
        if (!drivers().modules().contains("md")) {
            throw new ErrnoException(Errno.ENODEV);
        }
        return stat.special().minor();
    }

    private int detail(Call call, MdadmArguments arguments) throws IOException {
        if (arguments.has('s') && arguments.words().isEmpty()) {
            for (MdArray array : drivers().md().arrays()) {
                call.print(MdadmText.scan(array, drivers()));
            }
            return 0;
        }
        int code = 0;
        for (String device : arguments.words()) {
            code |= detail(call, device, arguments.has('s') || arguments.has('b'));
        }
        return code;
    }

    private int detail(Call call, String device, boolean brief) throws IOException {
        int minor;
        try {
            minor = minor(call, device);
        } catch (ErrnoException refused) {
            return say(call, 1, "cannot open " + device + ": " + refused.errno().text());
        }
        Optional<MdArray> array = drivers().md().array(minor);
        if (array.isEmpty()) {
            return say(call, 1, "md device " + device + " does not appear to be active.");
        }
        call.print(brief ? MdadmText.scan(array.get(), drivers()) : MdadmText.detail(device, array.get(), drivers()));
        return 0;
    }

    private int examine(Call call, MdadmArguments arguments) throws IOException {
        int code = 0;
        for (String device : arguments.words()) {
            code |= examine(call, device);
        }
        return code;
    }

    private int examine(Call call, String device) throws IOException {
        Block block;
        try {
            block = block(call, device);
        } catch (ErrnoException refused) {
            return say(call, 1, "cannot open " + device + ": " + refused.errno().text());
        }
        drivers().md().settle();
        Optional<MdSuperblock> found = block.medium() instanceof Region region ? region.superblock() : Optional.empty();
        if (found.isEmpty()) {
            return say(call, 1, "No super block found on " + device + " (Expected magic a92b4efc, got 00000000)");
        }
        call.print(MdadmText.examine(device, found.get(), drivers()));
        return 0;
    }

    private int stop(Call call, MdadmArguments arguments) throws IOException {
        int code = 0;
        for (String device : arguments.words()) {
            code |= stop(call, device);
        }
        return code;
    }

    private int stop(Call call, String device) throws IOException {
        try {
            Optional<MdArray> array = drivers().md().array(minor(call, device));
            if (array.isEmpty()) {
                throw new ErrnoException(Errno.ENODEV);
            }
            if (drivers().inUse(drivers().block(array.get()))) {
                throw new ErrnoException(Errno.EBUSY);
            }
            drivers().md().stop(array.get());
            return 0;
        } catch (ErrnoException refused) {
            return say(
                    call,
                    1,
                    "fail to stop array " + device + ": " + refused.errno().text());
        }
    }

    private int zero(Call call, MdadmArguments arguments) throws IOException {
        int code = 0;
        for (String device : arguments.words()) {
            code |= zero(call, device);
        }
        return code;
    }

    private int zero(Call call, String device) throws IOException {
        Optional<Block> block = blockIfAny(call, device);
        if (block.isEmpty() || !(block.get().medium() instanceof Region region)) {
            return say(call, 1, "Couldn't open " + device + " for write - not zeroing");
        }
        if (drivers().md().using(region).isPresent()) {
            return say(call, 1, "Couldn't open " + device + " for write - not zeroing");
        }
        if (region.superblock().isEmpty()) {
            return say(call, 5, device + " does not appear to have an MD superblock.");
        }
        region.clearSuperblock();
        return 0;
    }

    private int manage(Call call, MdadmArguments arguments) throws IOException {
        List<String> words = arguments.words();
        if (words.isEmpty()) {
            return say(call, 2, "an md device must be given in this mode");
        }
        Optional<MdArray> array;
        try {
            array = drivers().md().array(minor(call, words.getFirst()));
        } catch (ErrnoException refused) {
            return say(
                    call,
                    1,
                    "error opening " + words.getFirst() + ": " + refused.errno().text());
        }
        if (array.isEmpty()) {
            return say(call, 1, "cannot get array info for " + words.getFirst());
        }
        for (int word = 1; word < words.size(); word++) {
            int code = manage(call, array.get(), arguments.doing(word), words.get(word));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private int manage(Call call, MdArray array, char doing, String device) throws IOException {
        Stat stat;
        try {
            stat = call.files().stat(device);
        } catch (ErrnoException refused) {
            return say(call, 1, "cannot find " + device + ": " + refused.errno().text());
        }
        Optional<MdMember> member =
                array.member(stat.special().major(), stat.special().minor());
        return switch (doing) {
            case 'a' -> add(call, array, device);
            case 'r' -> remove(call, array, member, device);
            case 'f' -> fail(call, array, member, device);
            default -> 0;
        };
    }

    private int add(Call call, MdArray array, String device) throws IOException {
        try {
            Block block = block(call, device);
            if (drivers().inUse(block)) {
                drivers().log().add("md: can not import " + block.name() + ", has active inodes!");
                throw new ErrnoException(Errno.EINVAL);
            }
            if (!(block.medium() instanceof Region)) {
                throw new ErrnoException(Errno.EINVAL);
            }
            drivers().md().hotAdd(array, block.member());
            return say(call, 0, "hot added " + device);
        } catch (ErrnoException refused) {
            return say(
                    call,
                    1,
                    "hot add failed for " + device + ": " + refused.errno().text());
        }
    }

    private int remove(Call call, MdArray array, Optional<MdMember> member, String device) throws IOException {
        try {
            drivers().md().remove(array, member.orElseThrow(() -> new ErrnoException(Errno.ENXIO)));
            return say(call, 0, "hot removed " + device);
        } catch (ErrnoException refused) {
            return say(
                    call,
                    1,
                    "hot remove failed for " + device + ": " + refused.errno().text());
        }
    }

    private int fail(Call call, MdArray array, Optional<MdMember> member, String device) throws IOException {
        if (member.isEmpty()) {
            return say(call, 1, "set device faulty failed for " + device + ":  " + Errno.ENODEV.text());
        }
        try {
            drivers().md().fail(array, member.get());
            return say(call, 0, "set " + device + " faulty in /dev/md" + array.minor());
        } catch (ErrnoException refused) {
            // The ioctl gives 1 and sets no error, so strerror is asked for the number that was left there.
            return say(call, 1, "set device faulty failed for " + device + ":  Success");
        }
    }
}
