package org.applepie.domain.disk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/**
 * The signatures of all devices of an answer, from what {@code wipefs -n -p -O DEVICE,OFFSET,TYPE,UUID,LABEL} prints:
 * {@code sda1,0x438,ext4,uuid,label}. Part {@code signatures} is of all devices named in part {@code examined}; where that
 * failed, part {@code signatures:NAME} is of one.
 */
public final class WipefsListing {

    private final Map<String, List<Signature>> byDevice;

    private WipefsListing(Map<String, List<Signature>> byDevice) {
        this.byDevice = byDevice;
    }

    /** Reads what there is; never fails. */
    public static WipefsListing of(FramedAnswer answer) {
        Map<String, List<Signature>> byDevice = new HashMap<>();
        Part all = answer.part("signatures");
        if (all.succeeded()) {
            Set<String> examined = Stream.of(answer.part("examined").text().split("\\s+"))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
            examined.forEach(name -> byDevice.put(name, signatures(all, name)));
        } else {
            answer.namesAfter("signatures:")
                    .forEach(name -> byDevice.put(name, signatures(answer.part("signatures:" + name), name)));
        }
        return new WipefsListing(byDevice);
    }

    /** The signatures in the order found; {@link Signature#unread} if the device was not examined or with what failed. */
    public List<Signature> of(String kernelName) {
        return byDevice.getOrDefault(
                kernelName.replace('/', '!'), List.of(Signature.unread(kernelName + " was not examined")));
    }

    private static List<Signature> signatures(Part part, String device) {
        if (!part.succeeded()) {
            return List.of(Signature.unread(part.failure()));
        }
        try {
            // wipefs names devices by the last part of their path.
            String printed = device.substring(device.lastIndexOf('!') + 1);
            return lines(part.text()).getOrDefault(printed, List.of());
        } catch (IllegalArgumentException e) {
            return List.of(Signature.unread(String.valueOf(e.getMessage())));
        }
    }

    private static Map<String, List<Signature>> lines(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(WipefsListing::fields)
                .collect(Collectors.groupingBy(
                        fields -> fields[0], Collectors.mapping(WipefsListing::signature, Collectors.toList())));
    }

    private static String[] fields(String line) {
        // The label comes last: it is the one field that may hold a comma.
        String[] fields = line.split(",", 5);
        if (fields.length < 5 || !fields[1].matches("0x[0-9a-f]{1,15}") || fields[2].isBlank()) {
            throw new IllegalArgumentException("wipefs printed a line of another form");
        }
        return fields;
    }

    private static Signature signature(String[] fields) {
        return new Signature(
                fields[2],
                Long.parseLong(fields[1].substring(2), 16),
                HexEscapes.decode(fields[3]).strip(),
                HexEscapes.decode(fields[4]).strip());
    }
}
