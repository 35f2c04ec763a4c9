package org.applepie.domain.disk;

import java.util.Optional;
import java.util.regex.Pattern;
import org.applepie.domain.disk.ProcPartitions.Row;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/**
 * Who a drive is on kernel 2.4. IDE drives tell their serial by /proc; of SCSI drives the kernel tells vendor and model only,
 * so without smartctl a drive is known by where it sits.
 */
final class LegacyIdentities {

    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final String WHOLE = "/disc";

    private final FramedAnswer answer;

    LegacyIdentities(FramedAnswer answer) {
        this.answer = answer;
    }

    /** False for an IDE device that is no drive. */
    boolean isDrive(String name) {
        Part media = answer.part("ide:" + name + ":media");
        return media.exitCode() < 0 || media.succeeded() && ProcIde.isDrive(media.text());
    }

    DriveIdentity of(Row row) {
        String model = single(model(row));
        String serial = serial(row.kernelName());
        String position = serial.isEmpty() ? position(row) : "";
        return new DriveIdentity(serial, "", model, row.kibibytes() * 1024, position);
    }

    /** The directory of the drive's devfs name: {@code scsi/host0/bus0/target1/lun0}. */
    private static String position(Row row) {
        return row.path()
                .map(path -> path.drive().toString())
                .map(path -> path.substring(0, path.length() - WHOLE.length()))
                .orElse("");
    }

    private String model(Row row) {
        Part ide = answer.part("ide:" + row.kernelName() + ":model");
        if (ide.succeeded()) {
            return ProcIde.model(ide.text());
        }
        Part scsi = answer.part("scsi");
        Optional<DevfsPath> path = row.path();
        return scsi.succeeded() && path.isPresent()
                ? ProcScsi.parse(scsi.text())
                        .at(path.get())
                        .map(d -> d.vendor() + " " + d.model())
                        .orElse("")
                : "";
    }

    /** Empty where nobody tells; a tool whose words are not understood tells nothing. */
    private String serial(String name) {
        Part identify = answer.part("ide:" + name + ":identify");
        Part smart = answer.part("smart:" + name);
        try {
            if (identify.succeeded()) {
                return ReportedIdentity.ofIdentify(identify.text()).serial();
            }
            return smart.succeeded() ? ReportedIdentity.ofSmartctl(smart.text()).serial() : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String single(String text) {
        return BLANKS.matcher(text.strip()).replaceAll(" ");
    }
}
