package org.applepie.agent.simulated.shell.tools;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.FilePattern;

/** Which files grep looks into: what was named, or all below it, less what {@code --include} leaves out. */
final class GrepFiles {

    private final View files;
    private final boolean recursive;
    private final String include;
    private final List<String> operands;

    GrepFiles(Call call, Arguments arguments, List<String> operands) {
        this.files = call.files();
        this.recursive = arguments.has("r");
        this.include = arguments.value("include=", arguments.value("include", ""));
        this.operands = operands;
    }

    /** Whether lines are shown with the name of their file, unless that is asked for otherwise. */
    boolean several() {
        return operands.size() > 1 || recursive && !operands.equals(List.of("-")) && !oneFile();
    }

    private boolean oneFile() {
        return operands.size() == 1 && !isDirectory(operands.getFirst());
    }

    /** The names, "-" for standard input. */
    List<String> all() {
        List<String> found = new ArrayList<>();
        if (operands.isEmpty()) {
            if (recursive) {
                below("", found);
            } else {
                found.add("-");
            }
        }
        for (String operand : operands) {
            if (recursive && isDirectory(operand)) {
                below(operand.endsWith("/") ? operand : operand + "/", found);
            } else if (operand.equals("-") || isWanted(operand)) {
                found.add(operand);
            }
        }
        return found;
    }

    private boolean isDirectory(String path) {
        try {
            return files.stat(path).isDirectory();
        } catch (ErrnoException absent) {
            return false;
        }
    }

    // Links that are met on the way are not followed, and devices are not read.
    private void below(String prefix, List<String> found) {
        try {
            for (String name : files.list(prefix.isEmpty() ? "." : prefix)) {
                Stat stat = files.lstat(prefix + name);
                if (stat.isDirectory()) {
                    below(prefix + name + "/", found);
                } else if (stat.isRegular() && isWanted(name)) {
                    found.add(prefix + name);
                }
            }
        } catch (ErrnoException refused) {
            found.add(prefix.isEmpty() ? "." : prefix);
        }
    }

    private boolean isWanted(String path) {
        return include.isEmpty() || FilePattern.matches(include, path.substring(path.lastIndexOf('/') + 1));
    }
}
