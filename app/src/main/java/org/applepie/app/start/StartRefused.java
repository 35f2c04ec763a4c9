package org.applepie.app.start;

/** The console does not start, for a reason that a person can mend. */
public final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param reason what stands in the way, one sentence
     * @param remedy what to do about it, one sentence
     */
    public StartRefused(String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
