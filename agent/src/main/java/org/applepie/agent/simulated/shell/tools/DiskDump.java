package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.shell.Call;
import org.jspecify.annotations.Nullable;

/** dd. */
final class DiskDump {

    private static final Set<String> KNOWN = Set.of("if", "of", "bs", "count", "skip", "seek", "conv", "status");

    private final Call call;
    private final LongFunction<String> told;
    private final Map<String, String> given = new HashMap<>();

    private DiskDump(Call call, LongFunction<String> told) {
        this.call = call;
        this.told = told;
    }

    // As if the drives moved half a gigabyte in a second.
    private static String figures(long bytes) {
        double seconds = 0.0001 + bytes / 500e6;
        String amounts = bytes < 1000
                ? ""
                : " (" + scaled(bytes, 1000, "B") + (bytes < 1024 ? "" : ", " + scaled(bytes, 1024, "iB")) + ")";
        return bytes + (bytes == 1 ? " byte" : " bytes") + amounts
                + String.format(Locale.ROOT, " copied, %.6g s, ", seconds)
                + scaled((long) (bytes / seconds), 1000, "B") + "/s\n";
    }

    private static String scaled(long amount, int step, String unit) {
        double value = amount;
        int power = 0;
        while (value >= step && power < 4) {
            value /= step;
            power++;
        }
        String prefix = power == 0 ? "" : (step == 1000 ? "kMGT" : "KMGT").substring(power - 1, power);
        return String.format(Locale.ROOT, value < 9.95 && power > 0 ? "%.1f" : "%.0f", value) + " " + prefix
                + (power == 0 ? "B" : unit);
    }

    static int run(Call call) throws IOException {
        return run(call, bytes -> bytes + " bytes copied\n");
    }

    /** That of coreutils 9, which also tells the amount in larger units and how fast it went. */
    static int recent(Call call) throws IOException {
        return run(call, DiskDump::figures);
    }

    private static int run(Call call, LongFunction<String> told) throws IOException {
        DiskDump dump = new DiskDump(call, told);
        for (String word : call.arguments()) {
            int equals = word.indexOf('=');
            if (equals < 0 || !KNOWN.contains(word.substring(0, equals))) {
                return call.fail(1, "unrecognized operand '" + word + "'");
            }
            dump.given.put(word.substring(0, equals), word.substring(equals + 1));
        }
        List<String> conversions =
                List.of(dump.given.getOrDefault("conv", "notrunc").split(","));
        if (!Set.of("notrunc", "fsync", "fdatasync").containsAll(conversions)) {
            return call.fail(1, "invalid conversion: '" + dump.given.get("conv") + "'");
        }
        return dump.copy();
    }

    private @Nullable OpenFile open(String key, Access... access) throws IOException {
        String path = given.get(key);
        try {
            return path == null ? null : call.files().open(path, access);
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            throw new IOException("failed to open '" + path + "': " + refused.getMessage());
        }
    }

    private int copy() throws IOException {
        long size = Arguments.bytes(given.getOrDefault("bs", "512"));
        boolean keep = given.getOrDefault("conv", "").contains("notrunc");
        OpenFile in = open("if", Access.READ);
        OpenFile out = keep
                ? open("of", Access.WRITE, Access.CREATE)
                : open("of", Access.WRITE, Access.CREATE, Access.TRUNCATE);
        try {
            if (out != null) {
                out.seek(size * Arguments.bytes(given.getOrDefault("seek", "0")));
            }
            if (in != null) {
                in.seek(size * Arguments.bytes(given.getOrDefault("skip", "0")));
            }
            return blocks(in, out, (int) size);
        } finally {
            if (in != null) {
                in.close();
            }
            if (out != null) {
                out.close();
            }
        }
    }

    private int blocks(@Nullable OpenFile in, @Nullable OpenFile out, int size) throws IOException {
        long limit = given.containsKey("count") ? Arguments.bytes(given.getOrDefault("count", "0")) : Long.MAX_VALUE;
        byte[] block = new byte[size];
        long whole = 0;
        long partial = 0;
        long bytes = 0;
        String failure = "";
        while (whole + partial < limit && failure.isEmpty()) {
            call.process().checkpoint();
            int count = in == null ? call.in().read(block, 0, size) : in.read(block, 0, size);
            if (count <= 0) {
                break;
            }
            try {
                write(out, block, count);
                whole += count == size ? 1 : 0;
                partial += count == size ? 0 : 1;
                bytes += count;
            } catch (ErrnoException full) {
                failure = "error writing '" + given.getOrDefault("of", "standard output") + "': " + full.getMessage();
            }
        }
        if (!failure.isEmpty()) {
            call.fail(1, failure);
        }
        if (!"none".equals(given.get("status"))) {
            String records = whole + "+" + partial + " records ";
            call.warn(records + "in\n" + records + "out\n" + told.apply(bytes));
        }
        return failure.isEmpty() ? 0 : 1;
    }

    private void write(@Nullable OpenFile out, byte[] block, int count) throws IOException {
        if (out == null) {
            call.out().write(block, 0, count);
        } else {
            out.write(block, 0, count);
        }
    }
}
