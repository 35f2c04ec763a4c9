package org.applepie.agent.simulated.machine;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/** A line of /etc/fstab or /etc/mtab. */
public record Fstab(String source, String point, String type, List<String> options, int pass) {

    /** The lines of /etc/fstab that name something to mount or swap to; none if there is no such file. */
    public static List<Fstab> read(View files) {
        return read(files, "/etc/fstab");
    }

    /** The same of another file of this form. */
    public static List<Fstab> read(View files, String path) {
        List<Fstab> entries = new ArrayList<>();
        try {
            for (String line : files.text(path).split("\n")) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length >= 4 && !fields[0].startsWith("#")) {
                    int pass = fields.length > 5 && fields[5].matches("[0-9]") ? Integer.parseInt(fields[5]) : 0;
                    entries.add(new Fstab(fields[0], fields[1], fields[2], List.of(fields[3].split(",")), pass));
                }
            }
        } catch (ErrnoException absent) {
            return List.of();
        }
        return entries;
    }

    /** Whether it is swap. */
    public boolean swap() {
        return type.equals("swap");
    }

    /** Whether it is mounted at boot. */
    public boolean automatic() {
        return !options.contains("noauto") && !swap();
    }

    /** As in mtab. */
    public String line() {
        return source + " " + point + " " + type + " " + String.join(",", options) + " 0 0\n";
    }
}
