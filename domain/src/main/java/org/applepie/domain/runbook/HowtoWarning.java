package org.applepie.domain.runbook;

/**
 * The eleven ways to lose all data which the HOWTO names before its first step, each in the words of the place where it
 * bites. In the HOWTO's order.
 */
enum HowtoWarning {
    OTHER_SYSTEM(
            "What saves this server destroys another one: the commands were made from a reading of this machine and"
                    + " fit no other, not even its twin."),
    REASON("Whoever does not know why services stand still from here on will start them again, and what they write then"
            + " is on no copy."),
    EFFECT("Know what happens now: the server goes down and comes back on the copy. From then on the original gets old,"
            + " and going back loses what was written since."),
    BLIND_PASTE("Do not paste these commands into a shell. A device name that is right today may name the other drive"
            + " after the next boot; the run checks which drive it is in the moment before."),
    ATTENTION(
            "From here on a mistake cannot be taken back. Whoever watches this phase should not be called away from it."),
    PRACTICE("Practise on a test server that is laid out alike before this is done to a server that people need."),
    TYPING(
            "One wrong letter in these files keeps the server from booting. Nothing is typed here: compare each change with"
                    + " what you know of the server."),
    BACKUP(
            "These copies serve the way back and are no backup, and a mirror is none either: what is deleted on one drive"
                    + " is deleted on both. Have a backup that somebody has read."),
    ORDER(
            "The order is what makes it work: first the arrays, then the file that names them, then the initramfs that takes"
                    + " that file along. In another order the server does not find its root."),
    PATIENCE("Be patient. A sync whose figures move is not stuck, however long it takes; until it has ended only one"
            + " drive holds everything."),
    REPAIR(
            "Print the repair sheet and put it beside the server. Who looks for it on the day a drive dies may look for it"
                    + " on that drive.");

    private final String text;

    HowtoWarning(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
