package org.applepie.agent.simulated.shell.tools;

import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/** Names of users and groups as /etc/passwd and /etc/group of the machine have them. */
final class Users {

    static final int UNKNOWN = -2;

    private Users() {}

    /** -1 for an empty name, {@link #UNKNOWN} for one that is not there. */
    static int uid(View files, String name) {
        return id(files, "/etc/passwd", name);
    }

    static int gid(View files, String name) {
        return id(files, "/etc/group", name);
    }

    private static int id(View files, String path, String name) {
        if (name.isEmpty()) {
            return -1;
        }
        for (String line : lines(files, path)) {
            String[] fields = line.split(":", -1);
            if (fields[0].equals(name) && fields.length > 2) {
                return Integer.parseInt(fields[2]);
            }
        }
        return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : name.equals("root") ? 0 : UNKNOWN;
    }

    static String user(View files, int uid) {
        return name(files, "/etc/passwd", uid);
    }

    static String group(View files, int gid) {
        return name(files, "/etc/group", gid);
    }

    private static String name(View files, String path, int id) {
        for (String line : lines(files, path)) {
            String[] fields = line.split(":", -1);
            if (fields.length > 2 && fields[2].equals(String.valueOf(id))) {
                return fields[0];
            }
        }
        return id == 0 ? "root" : String.valueOf(id);
    }

    private static String[] lines(View files, String path) {
        try {
            return files.text(path).split("\n");
        } catch (ErrnoException absent) {
            return new String[0];
        }
    }
}
