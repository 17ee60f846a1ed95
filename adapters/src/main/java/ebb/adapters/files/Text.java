package ebb.adapters.files;

/** Tells bytes that can stand in a line of text. */
final class Text {
    private Text() {}

    /** Whether bytes are UTF-8 (no surrogates, no overlong forms) without a line break. */
    static boolean fitsLine(byte[] bytes, int length) {
        int i = 0;
        while (i < length) {
            int b = bytes[i++] & 0xFF;
            if (b < 0x80) {
                if (b == '\n' || b == '\r') {
                    return false;
                }
                continue;
            }
            int more = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
            if (more == 0 || i + more > length || !isSecond(b, bytes[i] & 0xFF)) {
                return false;
            }
            for (int end = i + more; i < end; i++) {
                if ((bytes[i] & 0xC0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The second byte of a sequence, where the first one narrows it. */
    private static boolean isSecond(int first, int second) {
        switch (first) {
            case 0xE0:
                return second >= 0xA0;
            case 0xED:
                return second < 0xA0;
            case 0xF0:
                return second >= 0x90;
            case 0xF4:
                return second < 0x90;
            default:
                return true;
        }
    }
}
