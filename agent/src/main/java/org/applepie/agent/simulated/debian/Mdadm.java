package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.Optional;
import org.applepie.agent.simulated.debian.MdadmOption.Mode;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.shell.Call;

/** mdadm 4.2. All that it says goes to standard error, except what was asked for with --detail and --examine. */
final class Mdadm extends Tool {

    private static final String VERSION = "mdadm - v4.2 - 2021-12-30 - Debian 4.2-5\n";

    Mdadm(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        MdadmArguments arguments;
        try {
            arguments = new MdadmArguments(call.arguments());
        } catch (MdadmArguments.Wrong wrong) {
            call.warn(wrong.text());
            return 2;
        }
        if (arguments.has("version")) {
            call.warn(VERSION);
            return 0;
        }
        if (arguments.mode().isEmpty()) {
            return query(call, arguments);
        }
        int code = run(call, arguments, arguments.mode().get());
        running().kernelFiles().settle();
        return code;
    }

    private int run(Call call, MdadmArguments arguments, Mode mode) throws IOException, InterruptedException {
        boolean needsArray = mode == Mode.MANAGE
                || mode == Mode.GROW
                || mode == Mode.CREATE
                || mode == Mode.ASSEMBLE && !arguments.has("scan");
        if (needsArray && arguments.devices().isEmpty()) {
            return say(call, 2, "an md device must be given in this mode");
        }
        return switch (mode) {
            case CREATE -> new MdadmCreate(this, call, arguments).run();
            case MANAGE -> new MdadmManage(this, call, arguments).run();
            case MISC -> new MdadmMisc(this, call, arguments).run();
            case ASSEMBLE, INCREMENTAL -> new MdadmAssemble(this, call, arguments).run();
            case GROW -> new MdadmGrow(this, call, arguments).run();
            case MONITOR -> new MdadmMonitor(this, call, arguments).run();
        };
    }

    private int query(Call call, MdadmArguments arguments) throws IOException, InterruptedException {
        if (arguments.devices().isEmpty()) {
            call.warn(MdadmArguments.USAGE);
            return 2;
        }
        return new MdadmMisc(this, call, arguments).run();
    }

    static int say(Call call, int code, String message) throws IOException {
        call.warn("mdadm: " + message + "\n");
        return code;
    }

    /** Opens an array that must be there; its refusal is said. */
    Optional<MdArray> array(Call call, String path) throws IOException {
        int minor;
        try {
            minor = minor(call, path);
        } catch (ErrnoException refused) {
            if (refused.errno() == Errno.ENOTBLK) {
                say(call, 1, path + " does not appear to be an md device");
            } else {
                say(call, 1, "error opening " + path + ": " + refused.errno().text());
            }
            return Optional.empty();
        }
        return drivers().md().array(minor);
    }

    /**
     * The number of an array's node.
     *
     * @throws ErrnoException ENOENT, or ENOTBLK for what is no array's node
     */
    int minor(Call call, String path) throws ErrnoException {
        Stat stat = call.files().stat(path);
        if (stat.type() != FileType.BLOCK_DEVICE || stat.special().major() != Drivers.MD) {
            throw new ErrnoException(Errno.ENOTBLK);
        }
        return stat.special().minor();
    }

    /** The host that arrays of this system carry in their names. */
    String homehost(Call call, MdadmArguments arguments) {
        String said = arguments
                .value("homehost")
                .orElseGet(() -> MdadmConf.of(call.files()).homehost());
        return said.isEmpty() || said.equals("<system>") ? running().host() : said;
    }
}
