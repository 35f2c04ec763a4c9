package org.applepie.agent.simulated.debian;

/** Sizes for people, as util-linux writes them. */
final class Size {

    private static final String UNITS = "BKMGTPE";

    private Size() {}

    /** As in a table: {@code 1.8G}. */
    static String brief(long bytes) {
        return of(bytes, "", false);
    }

    /** As in a sentence: {@code 1.8 GiB}. */
    static String spoken(long bytes) {
        return of(bytes, "iB", false);
    }

    /** As in the heading of a drive, with two digits after the point: {@code 1.84 GiB}. */
    static String exact(long bytes) {
        return of(bytes, "iB", true);
    }

    private static String of(long bytes, String suffix, boolean two) {
        int power = 0;
        while (power < 6 && bytes >= 1L << 10 * (power + 1)) {
            power++;
        }
        long whole = bytes >> 10 * power;
        long rest = bytes - (whole << 10 * power);
        long thousandth = (long) (rest / (double) (1L << 10 * power) * 1000);
        long hundredth = two ? (thousandth + 5) / 10 : (thousandth + 50) / 100 * 10;
        if (hundredth == 100) {
            whole++;
            hundredth = 0;
        }
        String digits = hundredth == 0 ? "" : "." + "%02d".formatted(hundredth).replaceFirst("0$", "");
        String unit = UNITS.substring(power, power + 1);
        return whole + digits + (suffix.isEmpty() ? unit : " " + unit + (power == 0 ? "" : suffix));
    }
}
