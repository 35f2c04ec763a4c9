package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.shell.Call;

/** {@code mdadm --grow}, as far as it gives an array a bitmap or takes it away. */
final class MdadmGrow {

    private final Mdadm mdadm;
    private final Call call;
    private final MdadmArguments arguments;

    MdadmGrow(Mdadm mdadm, Call call, MdadmArguments arguments) {
        this.mdadm = mdadm;
        this.call = call;
        this.arguments = arguments;
    }

    int run() throws IOException {
        String path = arguments.devices().getFirst().device();
        Optional<String> bitmap = arguments.value("bitmap");
        if (bitmap.isEmpty()) {
            return Mdadm.say(call, 1, "this simulation grows nothing but bitmaps");
        }
        Optional<MdArray> array = mdadm.array(call, path);
        return array.isEmpty() ? 1 : bitmap(array.get(), path, bitmap.get());
    }

    private int bitmap(MdArray array, String path, String kind) throws IOException {
        boolean present = array.bitmap().isPresent();
        return switch (kind) {
            case "none" -> present ? set(array, false) : Mdadm.say(call, 1, "no bitmap found on " + path);
            case "internal" -> present ? Mdadm.say(call, 1, "bitmap already present on " + path) : set(array, true);
            default -> Mdadm.say(call, 1, "this simulation keeps no bitmap in a file: " + kind);
        };
    }

    private static int set(MdArray array, boolean keep) {
        array.keepBitmap(keep);
        return 0;
    }
}
