package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.applepie.domain.conffile.ConfFile;

/**
 * What GRUB is told at each stage of a rebuild: entries of our own in custom.cfg, which update-grub never writes, and which of
 * them is the default.
 *
 * <p>GRUB cannot write on arrays, so the order for one boot that grub-reboot gives would stay for ever. The kept kernel is the
 * default instead, and a person at the console chooses the new one once.
 */
final class RebuildGrub {

    static final String DEFAULTS = "/etc/default/grub";
    static final String KEPT = "applepie-kept";
    static final String NEW = "applepie-new";

    /** First line of the custom.cfg that a rebuild writes, and that the next one may write anew. */
    static final String OURS = "# Entries of Applepie; made anew by each rebuild.";

    /** How long a person has to choose, in seconds. */
    static final int MENU_SECONDS = 60;

    private static final Pattern DEFAULT = Pattern.compile("[ \\t]*GRUB_DEFAULT=([\"']?)([^\"' \\t]*)\\1[ \\t]*");

    private final Plan plan;
    private final RebuildTarget target;

    RebuildGrub(Plan plan, RebuildTarget target) {
        this.plan = plan;
        this.target = target;
    }

    /** What GRUB_DEFAULT is in the end; 0 if it is not set, and the whole line if it is no plain word. */
    static String first(String defaults) {
        return ConfFile.parse(defaults).lines().stream()
                .filter(line -> line.strip().startsWith("GRUB_DEFAULT"))
                .reduce((earlier, later) -> later)
                .map(line ->
                        DEFAULT.matcher(line).matches() ? DEFAULT.matcher(line).replaceFirst("$2") : line.strip())
                .orElse("0");
    }

    private static String withFirst(String defaults, String first) {
        String line = "GRUB_DEFAULT=" + first;
        ConfFile file = ConfFile.parse(defaults);
        return file.lines().stream().anyMatch(l -> DEFAULT.matcher(l).matches())
                ? file.edited(l -> DEFAULT.matcher(l).matches() ? line : l).text()
                : file.with(List.of(line)).text();
    }

    String originalDefaults() {
        return plan.situation().reading().file(DEFAULTS).orElse("");
    }

    String originalEntries() {
        return plan.situation().reading().file(SwitchPhases.CUSTOM_CFG).orElse("");
    }

    String keptDefaults() {
        return withFirst(originalDefaults(), KEPT);
    }

    /** The newest kernel, which update-grub puts first. */
    String newestDefaults() {
        return withFirst(originalDefaults(), "0");
    }

    /** One choice beside those of update-grub. */
    String keptEntry() {
        return file(kept());
    }

    /** Both choices, and time for a person to make one. */
    String bothEntries() {
        List<String> lines = new ArrayList<>(List.of("set timeout_style=menu", "set timeout=" + MENU_SECONDS));
        lines.addAll(kept());
        lines.addAll(entry(newTitle(), NEW, target.kernel(), target.image(), "applepie=new panic=30"));
        return file(lines);
    }

    String newTitle() {
        return "Applepie: try kernel " + target.kernel();
    }

    private List<String> kept() {
        return entry(
                "Applepie: kernel " + target.runningKernel() + " as it was",
                KEPT,
                target.runningKernel(),
                target.keptImage(),
                "applepie=kept");
    }

    private static String file(List<String> lines) {
        return OURS + "\n" + String.join("\n", lines) + "\n";
    }

    private List<String> entry(String title, String id, String kernel, String image, String more) {
        String array = "mduuid/" + plan.bootArray().uuid().replace(":", "");
        String words = RebuildRules.words(plan.situation().reading()).collect(Collectors.joining(" "));
        return Stream.of(
                        Stream.of("menuentry '" + title + "' --id " + id + " {"),
                        Stream.of("part_msdos", "diskfilter", "mdraid1x", "ext2")
                                .map(m -> "  insmod " + m),
                        Stream.of(
                                "  set root='" + array + "'",
                                "  search --no-floppy --fs-uuid --set=root --hint='" + array + "' "
                                        + plan.bootArray().contentUuid(),
                                "  linux " + below(RebuildTarget.vmlinuz(kernel)) + " " + words + " " + more,
                                "  initrd " + below(image),
                                "}"))
                .flatMap(s -> s)
                .toList();
    }

    /** A file of /boot as GRUB sees it. */
    private String below(String path) {
        return plan.grubPath(path.substring("/boot".length()));
    }
}
