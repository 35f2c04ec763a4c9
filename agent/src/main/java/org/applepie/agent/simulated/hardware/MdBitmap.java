package org.applepie.agent.simulated.hardware;

/**
 * The internal bitmap of an array: which parts were written while a member was away.
 *
 * @param chunkKib how much one bit stands for
 * @param dirty whether a bit is set
 * @param cleared count of events when all members were there for the last time: who is older cannot be brought up to date
 *     by the bitmap
 */
public record MdBitmap(long chunkKib, boolean dirty, long cleared) {

    MdBitmap with(boolean nowDirty, long nowCleared) {
        return new MdBitmap(chunkKib, nowDirty, nowCleared);
    }
}
