package org.applepie.agent.simulated.hardware;

/** Where mdadm 4 puts data and bitmap of a member with metadata 1.2. */
public final class MdGeometry {

    private static final long MIB = 2048;
    private static final long GIB = 1024 * MIB;
    private static final long USUAL_CHUNK_KIB = 65536;

    private MdGeometry() {}

    /** Sectors left for the bitmap on a device of so many sectors. */
    private static long bitmapSpace(long sectors) {
        if (sectors < 128) {
            return 0;
        }
        if (sectors - 128 >= 200 * GIB) {
            return 256;
        }
        return sectors - 8 > 8 * GIB ? 128 : 8;
    }

    /** First sector of the data: room for superblock, bitmap and 0.1 percent for later growth, in whole MiB. */
    public static long dataOffset(long sectors) {
        long headroom = 128 * MIB;
        while (headroom << 10 > sectors) {
            headroom >>= 1;
        }
        long wanted = 24 + bitmapSpace(sectors) + headroom;
        return (wanted + MIB - 1) / MIB * MIB;
    }

    /** What one bit of the bitmap stands for, in KiB: 64 MiB, or more where the bits would not fit. */
    public static long bitmapChunkKib(long sizeKib) {
        long bits = sizeKib / 4 + 1;
        long chunk = 4;
        long room = (bitmapSpace(sizeKib * 2) * 512 - 256) * 8;
        while (bits > room) {
            chunk *= 2;
            bits = (bits + 1) / 2;
        }
        return Math.max(chunk, USUAL_CHUNK_KIB);
    }
}
