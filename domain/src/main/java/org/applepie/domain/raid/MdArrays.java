package org.applepie.domain.raid;

import java.util.List;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** Reads the arrays of one answer: from sysfs, so that no tool is needed; their UUIDs from whoever knows them. */
public final class MdArrays {

    private MdArrays() {}

    /**
     * Puts together the parts {@code arrays}, {@code detail:*}, {@code by-id}, {@code signatures:*} and
     * {@code file:/proc/mdstat}. An array whose UUID nobody tells has an empty one. A name
     * without an array, such as udev leaves when it looks at one that was just stopped, is left out, as in mdstat.
     *
     * @throws IllegalArgumentException with the reason, if sysfs could not be read
     */
    public static List<MdArray> of(FramedAnswer answer) {
        Part arrays = answer.part("arrays");
        if (!arrays.succeeded()) {
            throw new IllegalArgumentException(arrays.failure());
        }
        Mdstat mdstat = Mdstat.parse(answer.part("file:/proc/mdstat").text());
        return SysfsArray.parse(arrays.text()).stream()
                .filter(array -> !array.isClear())
                .map(array -> array.toArray(ArrayUuid.of(array, answer), mdstat.array(array.kernelName())))
                .toList();
    }
}
