package org.applepie.domain.runbook;

import java.util.List;

/**
 * Access control lists and other extended attributes, which cp of coreutils 5.2 leaves behind without a word and no list of
 * files shows. They are proved not to be there: a kernel sets a feature of the file system with the first attribute, and
 * neither it nor a tool of that age ever takes the mark off by itself.
 */
final class SargeAttributes {

    /** The feature of an ext3 file system that has, or once had, an attribute. */
    static final String MARK = "ext_attr";

    private SargeAttributes() {}

    static boolean marked(String features) {
        return List.of(features.split(" ")).contains(MARK);
    }

    static void check(List<Volume> volumes, Findings findings) {
        for (Volume volume : volumes) {
            if (volume.isSwap()) {
                continue;
            }
            findings.refuseIf(
                    volume.features().isEmpty(),
                    "attributes-unknown",
                    "Whether files at " + volume.mountPoint()
                            + " have access control lists or extended attributes is not known: tune2fs -l does not tell the features of the file system.",
                    "Make tune2fs -l work on it, then read the server again.");
            findings.refuseIf(
                    marked(volume.features()),
                    "extended-attributes",
                    "Files at " + volume.mountPoint()
                            + " have, or once had, access control lists or extended attributes; the file system has the feature "
                            + MARK
                            + ". cp of this age would leave them behind, and rights that only they give or take would change.",
                    "Find them (packages acl and attr: getfacl -R -s -P, getfattr -R -d -m - -P), give the rights by mode and owner, and take them off (setfacl -b, setfattr -x). Then, from a rescue medium, clear the mark: debugfs -w -R 'feature -"
                            + MARK + "' on the partition, and e2fsck -f.");
        }
    }
}
