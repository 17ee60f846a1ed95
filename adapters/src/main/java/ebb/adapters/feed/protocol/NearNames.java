package ebb.adapters.feed.protocol;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person may have meant: names of few changed letters, or the same letters in another spelling. */
public final class NearNames {
    private static final int SHOWN = 3;

    private NearNames() {}

    /**
     * The nearest names.
     *
     * @param wanted what was asked for
     * @param names what there is
     * @return up to three, the nearest first; empty if none is near
     */
    public static List<String> of(String wanted, List<String> names) {
        String key = bare(wanted);
        int best = Integer.MAX_VALUE;
        for (String name : names) {
            best = Math.min(best, distance(key, bare(name)));
        }
        // As near as the nearest, or almost: who finds his very letters is not to be shown others.
        int most = Math.min(best + 1, Math.max(1, key.length() / 3));
        return names.stream()
                .filter(name -> distance(key, bare(name)) <= most)
                .sorted(Comparator.comparingInt((String name) -> distance(key, bare(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .collect(Collectors.toList());
    }

    private static String bare(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Letters to change, add or take away. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
