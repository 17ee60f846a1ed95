package ebb.config.kind;

import java.util.Collection;

/** Finds the word that was meant. */
public final class Similar {
    private Similar() {}

    /**
     * A hint to append to an error.
     *
     * @param seen what was written
     * @param known what exists
     * @return {@code ": did you mean x?"}, empty when nothing is near
     */
    public static String hint(String seen, Collection<String> known) {
        String best = null;
        int least = Math.max(2, seen.length() / 3) + 1;
        for (String word : known) {
            int distance = distance(seen, word);
            // The right name in the wrong group counts as near, too.
            if (tail(word).equals(tail(seen))) {
                distance = Math.min(distance, 2);
            }
            if (distance < least && distance < seen.length()) {
                least = distance;
                best = word;
            }
        }
        return best == null ? "" : ": did you mean " + best + "?";
    }

    private static String tail(String word) {
        return word.substring(word.lastIndexOf('.') + 1);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int step(int[][] steps, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(steps[i - 1][j - 1] + change, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
