package ebb.adapters.files;

/**
 * A book among a recording's REST answers.
 *
 * @param symbol whose; null if the recording does not tell
 * @param limit levels a side that were asked for: by the address, else the longer side of the answer
 */
record RestBook(String symbol, int limit) {
    private static final String LIMIT = "limit=";
    private static final String SYMBOL = "symbol=";

    /** What an address asked for in its query, null if it does not say. */
    static String query(String address, String name) {
        int query = address.indexOf('?');
        if (query < 0) {
            return null;
        }
        for (String pair : address.substring(query + 1).split("&")) {
            if (pair.startsWith(name)) {
                return pair.substring(name.length());
            }
        }
        return null;
    }

    /** The symbol in an address: of its query, else its last segment if that is behind {@code /depth/}; null if none. */
    static String symbol(String address) {
        String named = query(address, SYMBOL);
        if (named != null) {
            return named;
        }
        int depth = address.indexOf("/depth/");
        return depth < 0 ? null : path(address.substring(depth + "/depth/".length()));
    }

    /** The limit in an address, else the answer's longer side. */
    static int limit(String address, int bids, int asks) {
        String named = query(address, LIMIT);
        // A limit of 0 would promise the whole book (BOOK-8), which no answer without a word on it does.
        return named != null && named.matches("[1-9][0-9]{0,4}")
                ? Integer.parseInt(named)
                : Math.max(1, Math.max(bids, asks));
    }

    /** An address without its query. */
    static String path(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }
}
