package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;

/** LILO 22.6.1. */
final class Lilo extends Tool {

    private static final String VERSION = """
            LILO version 22.6.1, Copyright (C) 1992-1998 Werner Almesberger
            Development beyond version 21 Copyright (C) 1999-2004 John Coffman
            Released 17-Nov-2004, and compiled at 03:22:31 on Aug  1 2006
            Debian GNU/Linux

            """;
    private static final String VALUED = "CbrRmDdiSMABEsuUwIPTk";

    private final Random random;

    Lilo(Drivers drivers, Random random) {
        super(drivers);
        this.random = random;
    }

    /** What lilo will not do; said with {@code Fatal: } before it. */
    static final class Fatal extends Exception {
        private static final long serialVersionUID = 1L;

        Fatal(String message) {
            super(message);
        }
    }

    @Override
    public int run(Call call) throws IOException {
        Map<Character, String> options = options(call.arguments());
        if (options.containsKey('V')) {
            call.print(options.containsKey('v') ? VERSION : "LILO version 22.6.1 (Debian GNU/Linux)\n");
            return 0;
        }
        boolean verbose = options.containsKey('v') || options.containsKey('t');
        if (verbose) {
            call.print(VERSION);
        }
        try {
            String root = options.getOrDefault('r', "");
            View files =
                    root.isEmpty() ? call.files() : call.files().rootedAt(root).at(root);
            return act(call, files, options);
        } catch (Fatal fatal) {
            return tell(call, verbose, "Fatal: " + fatal.getMessage() + "\n");
        } catch (LiloConf.Refused refused) {
            return tell(call, verbose, String.valueOf(refused.getMessage()));
        }
    }

    private static int tell(Call call, boolean verbose, String text) throws IOException {
        if (verbose) {
            call.print(text);
        } else {
            call.warn(text);
        }
        return 1;
    }

    private static Map<Character, String> options(List<String> arguments) {
        Map<Character, String> options = new HashMap<>();
        for (int at = 0; at < arguments.size(); at++) {
            String word = arguments.get(at);
            for (int letter = 1; word.startsWith("-") && letter < word.length(); letter++) {
                char option = word.charAt(letter);
                if (VALUED.indexOf(option) < 0) {
                    options.put(option, "");
                    continue;
                }
                String rest = word.substring(letter + 1);
                options.put(option, rest.isEmpty() && at + 1 < arguments.size() ? arguments.get(++at) : rest);
                break;
            }
        }
        return options;
    }

    private int act(Call call, View files, Map<Character, String> options) throws IOException, Fatal, LiloConf.Refused {
        String file = options.getOrDefault('C', "/etc/lilo.conf");
        LiloConf conf = LiloConf.read(text(files, file), file);
        String map = options.getOrDefault('m', conf.value("map").orElse("/boot/map"));
        if (options.containsKey('q')) {
            return query(call, map(files, map));
        }
        if (options.containsKey('R')) {
            return once(files, map, options.getOrDefault('R', ""));
        }
        return new LiloInstall(this, call, files, conf, options, map, random).run();
    }

    private static String text(View files, String path) throws Fatal {
        try {
            return files.text(path);
        } catch (ErrnoException refused) {
            throw new Fatal("open " + path + ": " + refused.errno().text());
        }
    }

    private static BootMap map(View files, String path) throws Fatal {
        return BootMap.parse(text(files, path)).orElseThrow(() -> new Fatal("read " + path + ": Invalid argument"));
    }

    private static int query(Call call, BootMap map) throws IOException {
        for (BootMap.Image image : map.images()) {
            call.print("%-15s%s\n".formatted(image.label(), image.label().equals(map.chosen()) ? " *" : " "));
        }
        return 0;
    }

    private static int once(View files, String path, String label) throws Fatal, ErrnoException {
        BootMap map = map(files, path);
        String name = label.strip().split(" ")[0];
        if (!name.isEmpty() && map.image(name).isEmpty()) {
            throw new Fatal("No image \"" + name + "\" is defined.");
        }
        files.write(path, map.once(name).print());
        return 0;
    }

    Optional<Disk> first() {
        return drivers().disks().stream().findFirst();
    }
}
