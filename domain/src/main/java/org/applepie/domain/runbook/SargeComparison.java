package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;

/**
 * Compares a file tree with its copy by two lists of each, made without the tool that copied: names with all that an inode
 * tells, and a checksum of every file or the number of every device. findutils 4.1 and coreutils 5.2 are enough.
 *
 * @param root true for the root file system, which holds our own jobs and the table of mounts that changes with every mount
 */
record SargeComparison(String source, String copy, boolean root) {

    /** Our own jobs and their logs, which are being written; and the lists themselves. */
    private static final String OWN = Plan.STATE;

    List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (String tree : List.of(source, copy)) {
            actions.add(new Action.RunInto(names(tree), list(tree, "names")));
            actions.add(sort(tree, "names", "-z"));
            actions.add(new Action.RunInto(sums(tree), list(tree, "sums")));
            actions.add(new Action.RunInto(
                    Command.of("sed", "-e", "s,  " + tree + "/,  ,", list(tree, "sums")), list(tree, "relative")));
            actions.add(sort(tree, "relative", "-d"));
        }
        actions.add(Action.run("cmp", sorted(source, "names"), sorted(copy, "names")));
        actions.add(Action.run("cmp", sorted(source, "relative"), sorted(copy, "relative")));
        return actions;
    }

    /** Directories without size and link count, which depend on the file system's history. */
    private Command names(String tree) {
        List<String> words = new ArrayList<>(List.of("find", tree, "-mindepth", "1"));
        words.addAll(without(tree));
        words.addAll(List.of("-type", "d", "-printf", "%P d %m %U %G %T@\\0", "-o"));
        words.addAll(List.of("-type", "f", "-printf", "%P f %m %U %G %n %s %T@\\0", "-o"));
        // links cannot be given a time by tools of that age, and a terminal's changes when it is written to
        words.addAll(List.of("-printf", "%P %y %m %U %G %n %l\\0"));
        return new Command(words, "");
    }

    /** A file that cannot be read gets a line with the name of its tree, so that it differs even if its twin is no better. */
    private Command sums(String tree) {
        List<String> words = new ArrayList<>(List.of("find", tree, "-mindepth", "1"));
        words.addAll(without(tree));
        words.addAll(List.of("-type", "f", "(", "-exec", "md5sum", "{}", ";", "-o"));
        words.addAll(List.of("-printf", "unread: %p\\n", ")", "-o"));
        words.addAll(
                List.of("(", "-type", "b", "-o", "-type", "c", ")", "-exec", "stat", "-c", "%t:%T  %n", "{}", ";"));
        return new Command(words, "");
    }

    private List<String> without(String tree) {
        return root
                ? List.of("-path", tree + OWN, "-prune", "-o", "-path", tree + "/etc/mtab", "-prune", "-o")
                : List.of();
    }

    /** The mode of the sort only has to be the same for both lists. */
    private Action sort(String tree, String kind, String option) {
        return Action.run("sort", option, "-o", sorted(tree, kind), list(tree, kind));
    }

    private String list(String tree, String kind) {
        return OWN + "/" + (tree.equals(source) ? "source" : "copy") + "." + kind;
    }

    private String sorted(String tree, String kind) {
        return list(tree, kind) + ".sorted";
    }
}
