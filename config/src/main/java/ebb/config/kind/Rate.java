package ebb.config.kind;

import java.math.BigDecimal;
import java.util.List;

/**
 * So many within so long: {@code 10/60s}, or the two as a list.
 *
 * @param count how many
 * @param spanNs within how long, ns
 */
public record Rate(int count, long spanNs) {
    /** Counts from 1, spans between these. */
    public static Kind<Rate> upTo(int most, String leastSpan, String mostSpan) {
        return new Figures(Decimal.count(1, most), Measure.duration(leastSpan, mostSpan));
    }

    private record Figures(Scalar<BigDecimal> counts, Scalar<Long> spans) implements Kind<Rate> {
        private static final int SIZE = 2;

        @Override
        public Rate read(List<String> texts, boolean isList) {
            List<String> parts = isList ? texts : List.of(texts.get(0).split("/", -1));
            if (parts.size() != SIZE) {
                throw new BadValue("has not the two figures asked for");
            }
            return new Rate(
                    counts.parse(parts.get(0).strip()).intValueExact(),
                    spans.parse(parts.get(1).strip()));
        }

        @Override
        public String write(Rate value) {
            return "[" + counts.write(BigDecimal.valueOf(value.count())) + ", " + spans.write(value.spanNs()) + "]";
        }

        @Override
        public String allowed() {
            return "a count and a span like 10/60s, the count " + counts.allowed() + ", the span " + spans.allowed();
        }
    }
}
