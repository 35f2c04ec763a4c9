package org.applepie.domain.filesystem;

/** Swap in use; {@code kernelName} is empty for a file. */
public record SwapArea(String path, String kernelName, long sizeBytes, long usedBytes) {}
