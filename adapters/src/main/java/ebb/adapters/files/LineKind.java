package ebb.adapters.files;

/** What a line of a capture is. */
public enum LineKind {
    /** A frame from the venue. */
    IN("in"),
    /** A frame we sent. */
    OUT("out"),
    /** A connection was opened; the payload is empty. */
    OPEN("open"),
    /** A connection ended; the payload says why, or is empty. */
    CLOSE("close"),
    /** A REST answer; its connection is the address asked, or {@code -}. */
    HTTP("http");

    private static final LineKind[] ALL = values();

    private final String text;

    LineKind(String text) {
        this.text = text;
    }

    /** As it stands in a file; {@code 64} is added where the payload is base64. */
    public String text() {
        return text;
    }

    /**
     * The kind of a text.
     *
     * @param text without {@code 64}
     * @return the kind, or null if there is none of that name
     */
    public static LineKind of(String text) {
        for (LineKind kind : ALL) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        return null;
    }
}
