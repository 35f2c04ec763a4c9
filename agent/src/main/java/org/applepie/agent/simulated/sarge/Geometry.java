package org.applepie.agent.simulated.sarge;

/** The geometry that every drive here claims to have: 255 heads, 63 sectors a track. */
record Geometry(long sectors) {

    static final int CYLINDER = 255 * 63;

    long cylinders() {
        return sectors / CYLINDER;
    }

    /** {@code 2212 cylinders, 255 heads, 63 sectors/track}. */
    String words() {
        return cylinders() + " cylinders, 255 heads, 63 sectors/track";
    }
}
